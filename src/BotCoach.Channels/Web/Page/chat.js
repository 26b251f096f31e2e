// The conversation: entries in their order, edited in place, the newest in sight.

import { $, el, say } from './dom.js';
import { card, plainWords } from './blocks.js';
import { dayOf, timeOf } from './clock.js';

const shown = new Map();
let thinking = 0;
let calm;
let following = false;
let unfollow;

export function start(onPress, onWords, onEarlier) {
  $('entries').addEventListener('click', event => {
    const button = event.target.closest('button[data-action]');
    if (button && button.getAttribute('aria-disabled') !== 'true') onPress(button, button.closest('.entry').dataset.id);
  });
  $('empty').addEventListener('click', event => {
    const typed = event.target.closest('[data-words]')?.dataset.words;
    if (typed) onWords(typed);
  });
  $('earlier').addEventListener('click', () => {
    if ($('earlier').getAttribute('aria-disabled') === 'true') return;
    $('earlier').setAttribute('aria-disabled', 'true');
    $('earlier').setAttribute('aria-busy', 'true');
    onEarlier();
  });
  $('to-newest').addEventListener('click', () => toNewest());
  $('chat').addEventListener('scroll', () => { if (isAtNewest()) $('to-newest').hidden = true; }, { passive: true });
}

export function clear() {
  shown.clear();
  $('entries').replaceChildren();
  $('empty').hidden = true;
  calmEarlier();
  $('earlier').hidden = true;
  $('to-newest').hidden = true;
}

export function show(entries, whole) {
  const first = shown.size === 0 && whole;
  const atNewest = first || isAtNewest();
  const oldest = $('entries').firstElementChild?.dataset.id ?? '';
  const isEarlier = entry => entry.Id < oldest;
  let added = [];
  staying(() => {
    added = entries.filter(entry => place(entry, first || isEarlier(entry)) && !isEarlier(entry));
    $('empty').hidden = shown.size > 0;
    group();
  });
  if (whole && entries.some(isEarlier)) goOnFrom(oldest);
  if (first) toNewest('instant');
  else if (following && added.length > 0) bringIn(added.slice(-1), true);
  else if (added.length > 0) bringIn(added, atNewest);
  else if (atNewest && entries.at(-1)?.Id === $('entries').lastElementChild?.dataset.id) bringIn(entries.slice(-1), true);
}

/** Whether the chat holds more than is shown. */
export function showEarlier(more) {
  calmEarlier();
  staying(() => { $('earlier').hidden = !more; });
}

/** While the clock jumps, and a moment longer, the newest stays in sight however much comes. */
export function followNewest(on) {
  clearTimeout(unfollow);
  if (on) following = true;
  else unfollow = setTimeout(() => { following = false; }, 1500);
}

export function ownWords() {
  return [...shown.values()].map(one => one.entry).filter(entry => entry.Mine).map(entry => entry.Message.Fallback);
}

/** The card's buttons wait while one of them is under way; focus stays where it is. */
export function hold(button) {
  const buttons = [...button.closest('.card').querySelectorAll('button')];
  for (const one of buttons) one.setAttribute('aria-disabled', 'true');
  button.setAttribute('aria-busy', 'true');
  return () => {
    for (const one of buttons) one.removeAttribute('aria-disabled');
    button.removeAttribute('aria-busy');
  };
}

export function think() {
  thinking++;
  clearTimeout(calm);
  $('thinking').classList.add('on');
  return () => {
    thinking--;
    // The answer often comes a moment after the act was taken.
    calm = setTimeout(stopThinking, 900);
  };
}

function stopThinking() {
  if (thinking === 0) $('thinking').classList.remove('on');
}

/** Puts an entry where it belongs. True when it is new. */
function place(entry, quietly) {
  const look = JSON.stringify(entry);
  const known = shown.get(entry.Id);
  if (known?.look === look) return false;
  const item = draw(entry);
  if (known) change(known.item, item);
  else insert(item);
  shown.set(entry.Id, { entry, look, item });
  if (!quietly && !entry.Mine) say(known ? `Changed: ${entry.Message.Fallback}` : `BotCoach: ${entry.Message.Fallback}`);
  return !known;
}

function draw(entry) {
  const meta = el('p', { class: 'meta' }, !entry.Mine && el('strong', {}, 'BotCoach'), el('time', { datetime: entry.At }, timeOf(entry.At)));
  const body = entry.Mine ? el('div', { class: 'bubble', tabindex: '-1' }, plainWords(entry.Message.Blocks[0].Text)) : card(entry.Message);
  const face = el('img', { class: 'face', src: '/web/page/icon.svg', alt: '', width: 34, height: 34 });
  return el('li', { class: entry.Mine ? 'entry mine' : 'entry', 'data-id': entry.Id, 'data-at': entry.At }, face, meta, body);
}

/** Whatever comes or goes above, what is being read stays where it is. */
function staying(change) {
  const oldest = $('entries').firstElementChild?.dataset.id;
  const before = body(oldest)?.getBoundingClientRect().top;
  change();
  const after = body(oldest)?.getBoundingClientRect().top;
  if (after !== before) $('chat').scrollTop += after - before;
}

/** Who asked for earlier messages by keyboard goes on from where they were reading. */
function goOnFrom(id) {
  if (document.activeElement === $('earlier')) body(id).focus({ preventScroll: true });
  say('Earlier messages are shown above.');
}

function calmEarlier() {
  $('earlier').removeAttribute('aria-disabled');
  $('earlier').removeAttribute('aria-busy');
}

function body(id) {
  return shown.get(id)?.item.querySelector('.card, .bubble');
}

function insert(item) {
  const list = $('entries');
  let after = list.lastElementChild;
  while (after && after.dataset.id > item.dataset.id) after = after.previousElementSibling;
  if (after) after.after(item);
  else list.prepend(item);
}

/** The edited card stands where the old one stood, and focus stays on the same button when there still is one. */
function change(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  const fresh = after.querySelector('.card');
  before.replaceWith(after);
  fresh?.classList.add('fresh');
  if (!focused) return;
  const twin = [...after.querySelectorAll('button[data-action]')]
    .find(one => one.dataset.action === focused.dataset.action && one.dataset.value === focused.dataset.value);
  (twin ?? fresh).focus({ preventScroll: true });
}

/** A line for each new day; what follows closely on one another shares a name and a time. */
function group() {
  let before = null;
  for (const item of $('entries').children) {
    const day = dayOf(item.dataset.at);
    const newDay = !before || before.day !== day;
    const mine = item.classList.contains('mine');
    const close = before && Date.parse(item.dataset.at) - Date.parse(before.at) < 5 * 60_000;
    item.classList.toggle('grouped', Boolean(!newDay && before.mine === mine && close));
    const line = item.querySelector('.day');
    if (newDay && !line) item.prepend(el('p', { class: 'day' }, day));
    if (!newDay) line?.remove();
    before = { day, mine, at: item.dataset.at };
  }
}

function bringIn(added, atNewest) {
  stopSoon(added);
  const newest = added.at(-1);
  if (!atNewest && !added.some(entry => entry.Mine)) {
    $('to-newest').hidden = false;
    return;
  }
  const top = shown.get(added[0].Id).item;
  const tall = shown.get(newest.Id).item.getBoundingClientRect().bottom - top.getBoundingClientRect().top > $('chat').clientHeight;
  if (tall) top.scrollIntoView({ block: 'start', behavior: motion() });
  else toNewest();
}

function stopSoon(added) {
  if (added.some(entry => !entry.Mine)) calm = setTimeout(stopThinking, 0);
}

function isAtNewest() {
  const chat = $('chat');
  return chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
}

function toNewest(behavior = motion()) {
  $('to-newest').hidden = true;
  $('chat').scrollTo({ top: $('chat').scrollHeight, behavior });
}

function motion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
