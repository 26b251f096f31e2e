// What the page asks of the host. Every act has an id of its own, the same for every try, so that it acts once.

const waits = [400, 1200];

export const newId = () => crypto.randomUUID();

export async function people() {
  return (await asked('/web/people')).json();
}

export async function options(chair, source, typed, signal) {
  const query = new URLSearchParams({ team: chair.team, user: chair.user, source, typed });
  const reply = await (await asked(`/web/options?${query}`, { signal })).json();
  return reply.is === 'options' ? reply.Items : [];
}

export async function act(verb, chair, body, id = newId()) {
  const payload = JSON.stringify({ id, team: chair.team, user: chair.user, ...body });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: payload };
  return (await tried(`/web/${verb}`, request)).json();
}

export async function share(chair, files, words, id = newId()) {
  const form = new FormData();
  if (words !== '') form.append('words', words);
  for (const file of files) form.append('files', file, file.name);
  const query = new URLSearchParams({ team: chair.team, user: chair.user, id });
  return (await asked(`/web/files?${query}`, { method: 'POST', body: form })).json();
}

/** Follows a chat, so many histories far back; returns how to stop. After a break it begins with the whole chat again. */
export function follow(chair, histories, { onEntries, onPulse, onAway }) {
  const query = new URLSearchParams({ team: chair.team, user: chair.user, histories });
  let stream = null;
  let later = 0;
  const begin = () => {
    stream = new EventSource(`/web/stream?${query}`);
    stream.addEventListener('chat', event => onEntries(JSON.parse(event.data), true));
    stream.addEventListener('entries', event => onEntries(JSON.parse(event.data), false));
    stream.addEventListener('pulse', event => onPulse(JSON.parse(event.data)));
    stream.addEventListener('open', () => onAway(false));
    stream.addEventListener('error', () => {
      onAway(true);
      // The browser tries again by itself after a broken line, but not after an answer that was none.
      if (stream.readyState === EventSource.CLOSED) later = setTimeout(begin, 3000);
    });
  };
  begin();
  return () => { clearTimeout(later); stream.close(); };
}

async function tried(path, request) {
  for (const wait of waits) {
    try {
      const answer = await fetch(path, request);
      if (answer.status < 500) return await checked(answer);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise(done => setTimeout(done, wait));
  }
  return asked(path, request);
}

async function asked(path, request) {
  let answer;
  try {
    answer = await fetch(path, request);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('BotCoach does not answer. Is it still running?');
  }
  return checked(answer);
}

async function checked(answer) {
  if (answer.ok) return answer;
  const sentence = (await answer.text()).trim();
  throw new Error(sentence || `That did not work (${answer.status}).`);
}
