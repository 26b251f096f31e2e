// The playground: one chat with the bot, as whoever you pick. This file wires the others together.

import { $, say } from './dom.js';
import * as chat from './chat.js';
import * as clock from './clock.js';
import * as composer from './composer.js';
import * as forms from './forms.js';
import * as people from './people.js';
import * as wire from './wire.js';

let teams = [];
let limits = { largestFile: Infinity, mostFiles: Infinity };
let chair = null;
let histories = 1;
let unfollow = () => {};
let redo = null;
let looking = 0;

people.start(sit);
clock.start();
chat.start(press, type, earlier);
composer.start({ onWords: type, onFiles: share, ownWords: chat.ownWords });
for (const button of document.querySelectorAll('[data-jump]')) button.addEventListener('click', () => jump(button));
$('notice').querySelector('button').addEventListener('click', () => { const again = redo; hush(); again?.(); });
addEventListener('hashchange', () => { const there = fromHash(); if (there && !same(there, chair)) sit(there); });
begin();

async function begin() {
  try {
    const shown = await wire.people();
    ({ teams, limits } = shown);
    clock.setNow(shown.now);
    people.show(teams, null);
    const stored = JSON.parse(localStorage.getItem('chair') ?? 'null');
    const there = [fromHash(), stored].find(known) ?? firstChair();
    if (there) sit(there);
    else complain('There is nobody here yet. Import deals, or start BotCoach anew with its sample pipeline.');
  } catch (error) {
    complain(error.message, begin);
  }
}

function sit(there) {
  const team = teams.find(one => one.team === there.team);
  const person = team?.people.find(one => one.user === there.user);
  if (!person) return;
  chair = { team: there.team, user: there.user };
  localStorage.setItem('chair', JSON.stringify(chair));
  history.replaceState(null, '', `#${encodeURIComponent(chair.team)}/${encodeURIComponent(chair.user)}`);
  document.title = `${person.name} · BotCoach playground`;
  people.showMe(team, person);
  clock.setZone(person.zone);
  hush();
  chat.clear();
  histories = 1;
  follow();
  $('words').focus({ preventScroll: true });
}

function follow() {
  unfollow();
  unfollow = wire.follow(chair, histories, { onEntries: chat.show, onPulse: pulse, onAway: away });
}

function earlier() {
  histories++;
  follow();
}

function pulse({ now, news, earlier: more }) {
  clock.setNow(now);
  chat.showEarlier(more);
  people.showNews(news, chair);
}

function away(isAway) {
  document.querySelector('.clock').classList.toggle('away', isAway);
  if (isAway) $('zone').textContent = 'Reconnecting…';
}

/** An import brings people; they appear without a reload. */
function lookAround() {
  clearTimeout(looking);
  looking = setTimeout(async () => {
    const shown = await wire.people().catch(() => null);
    if (!shown || JSON.stringify(shown.teams) === JSON.stringify(teams)) return;
    teams = shown.teams;
    people.show(teams, chair);
  }, 1500);
}

function type(words) {
  const [who, id] = [chair, wire.newId()];
  return run(() => wire.act('type', who, { words }, id), { who });
}

function press(button, message) {
  const [who, id] = [chair, wire.newId()];
  const body = { message, action: button.dataset.action, value: button.dataset.value };
  const free = chat.hold(button);
  return run(() => wire.act('press', who, body, id), { who, message }).finally(free);
}

function share(files, words) {
  const large = files.find(file => file.size > limits.largestFile);
  if (large) return complain(`${large.name} is larger than ${Math.round(limits.largestFile / 1048576)} MB, the most that one file may have. Please split it and share the parts.`);
  if (files.length > limits.mostFiles) return complain(`That is more than ${limits.mostFiles} files. Please share them in smaller groups.`);
  const [who, id] = [chair, wire.newId()];
  say(`Sharing ${files.map(file => file.name).join(', ')}`);
  return run(() => wire.share(who, files, words, id), { who });
}

async function jump(button) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  const buttons = [...document.querySelectorAll('[data-jump]')];
  for (const one of buttons) one.setAttribute('aria-disabled', 'true');
  button.setAttribute('aria-busy', 'true');
  chat.followNewest(true);
  say('Moving the clock.');
  const id = wire.newId();
  try {
    clock.setNow((await wire.act('jump', chair, { jump: button.dataset.jump }, id)).now);
    say(`It is now ${clock.nowWords()}.`);
  } catch (error) {
    complain(error.message);
  } finally {
    chat.followNewest(false);
    for (const one of buttons) one.removeAttribute('aria-disabled');
    button.removeAttribute('aria-busy');
  }
}

/** Carries an act out and follows its reply; when it fails, the very same act can be tried again. */
async function run(act, { who, message }) {
  hush();
  const calm = chat.think();
  try {
    obey(await act(), who, message);
    lookAround();
  } catch (error) {
    complain(error.message, () => run(act, { who, message }));
  } finally {
    calm();
  }
}

/** What is said comes into the chat by itself; a form is opened here. */
function obey(reply, who, message) {
  if (reply.is !== 'open' && reply.is !== 'update') return;
  let [id, last] = [wire.newId(), null];
  forms.open(reply.Form, {
    ask: (source, typed, signal) => wire.options(who, source, typed, signal),
    closed: form => { wire.act('close', who, { action: form.Action, state: form.State }).catch(() => {}); },
    submit: async (form, values) => {
      // The same words until there is an answer are the same try; other words, or the next time, are another.
      if (last !== null && last !== JSON.stringify(values)) id = wire.newId();
      last = JSON.stringify(values);
      const answer = await wire.act('submit', who, { message, action: form.Action, state: form.State, basedOn: form.BasedOn, values }, id);
      id = wire.newId();
      lookAround();
      return answer;
    },
  });
}

function complain(sentence, again = null) {
  redo = again;
  $('notice').querySelector('span').textContent = sentence;
  $('notice').querySelector('button').hidden = !again;
  $('notice').hidden = false;
}

function hush() {
  $('notice').hidden = true;
}

function fromHash() {
  const [team, user] = location.hash.slice(1).split('/').map(decodeURIComponent);
  return team && user ? { team, user } : null;
}

function firstChair() {
  const team = teams.find(one => one.people.length > 0);
  return team ? { team: team.team, user: team.people[0].user } : null;
}

function known(there) {
  return Boolean(there && teams.find(one => one.team === there.team)?.people.some(one => one.user === there.user));
}

function same(one, other) {
  return one?.team === other?.team && one?.user === other?.user;
}
