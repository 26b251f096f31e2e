// Asks whether the yes came in chat, and goes on when it did.
const asks = setInterval(async () => {
  try {
    const answer = await fetch('/admin/waiting?handler=State', { headers: { Accept: 'text/plain' } });
    if (!answer.ok || (await answer.text()) !== 'go') return;
    clearInterval(asks);
    location.assign('/admin');
  } catch {
    // The host is away for a moment: the next time may do.
  }
}, 2000);
