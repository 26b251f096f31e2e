// The draft's page: items are moved by hand as they are by their buttons, and a form says what is wrong while somebody types. The page works without it.

const lists = document.querySelectorAll('[data-sorts]');
let dragged = null;
for (const item of document.querySelectorAll('[data-sorts] > li')) item.draggable = true;

addEventListener('dragstart', event => {
  dragged = event.target.closest?.('[data-sorts] > li') ?? null;
  dragged?.classList.add('dragged');
});
addEventListener('dragend', () => {
  dragged?.classList.remove('dragged');
  dragged = null;
});
for (const list of lists) {
  list.addEventListener('dragover', event => { if (dragged && dragged.parentElement === list) event.preventDefault(); });
  list.addEventListener('drop', event => {
    const onto = event.target.closest('li');
    if (!dragged || !onto || onto === dragged || onto.parentElement !== list) return;
    event.preventDefault();
    const items = [...list.children];
    // each of its buttons says which item it is, behind what the button does
    const [, spot] = dragged.querySelector('[name="press"]').value.split(' ');
    send(list.closest('form'), `to:${items.indexOf(onto) - items.indexOf(dragged)} ${spot}`);
  });
}

function send(form, press) {
  const button = document.createElement('button');
  button.name = 'press';
  button.value = press;
  button.hidden = true;
  form.append(button);
  form.requestSubmit(button);
}

// what is wrong, at its field, half a second after the last key
const form = document.querySelector('form[data-checks]');
let waiting = 0;
let asked = new AbortController();
form?.addEventListener('input', () => {
  clearTimeout(waiting);
  // What an earlier question is answered is about other words.
  asked.abort();
  waiting = setTimeout(check, 500);
});

async function check() {
  const { signal } = asked = new AbortController();
  const faults = await ask(signal);
  if (faults && !signal.aborted) tell(faults);
}

async function ask(signal) {
  try {
    // Who is not signed in any more is led to the sign-in: that is no answer to this.
    const answer = await fetch(form.dataset.checks, { method: 'POST', body: new FormData(form), redirect: 'manual', signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    // Asked anew, or the host is away for a moment: saving says what is wrong.
    return null;
  }
}

function tell(faults) {
  for (const field of form.querySelectorAll('.field')) {
    const input = field.querySelector('[name]');
    const sentence = faults[input?.name];
    let said = field.querySelector('.wrong');
    if (!sentence) { said?.remove(); input?.removeAttribute('aria-invalid'); continue; }
    if (!said) {
      said = document.createElement('span');
      said.className = 'wrong';
      said.setAttribute('role', 'status');
      field.append(said);
    }
    if (said.textContent !== sentence) said.textContent = sentence;
    input.setAttribute('aria-invalid', 'true');
  }
}
