// Who you are: teams and their people, in the rail; on a narrow page the rail is a sheet.

import { $, el } from './dom.js';

const wide = matchMedia('(min-width: 60.01rem)');
let hues = new Map();
let seen = JSON.parse(localStorage.getItem('seen') ?? '{}');

export function start(onPick) {
  $('open-rail').addEventListener('click', () => $('rail').showModal());
  $('close-rail').addEventListener('click', () => $('rail').close());
  $('rail').addEventListener('click', event => { if (event.target === $('rail')) $('rail').close(); });
  wide.addEventListener('change', () => { $('rail').close(); setBar(); });
  $('people').addEventListener('click', event => {
    const person = event.target.closest('.person');
    if (!person) return;
    $('rail').close();
    onPick({ team: person.dataset.team, user: person.dataset.user });
  });
  setBar();
}

export function show(teams, chair) {
  hues = new Map(teams.flatMap(team => team.people).map((person, index) => [person.user, `hue${index % 6}`]));
  $('people').replaceChildren(...teams.map(team => el('section', { class: 'team' },
    el('h2', {}, team.name), el('ul', {}, team.people.map(person => el('li', {}, entry(team, person, chair)))))));
}

export function showMe(team, person) {
  $('me-avatar').className = `avatar ${hues.get(person.user)}`;
  $('me-avatar').textContent = initials(person.name);
  $('me-name').textContent = person.name;
  $('me-role').textContent = wide.matches ? `${person.role} · ${team.name}` : person.role;
  for (const button of document.querySelectorAll('.person'))
    button.setAttribute('aria-current', button.dataset.team === team.team && button.dataset.user === person.user);
}

/** A dot for whoever has messages that were not looked at yet. */
export function showNews(news, chair) {
  const here = `${chair.team}/${chair.user}`;
  if (news[here] && !document.hidden) remember(here, news[here]);
  for (const button of document.querySelectorAll('.person')) {
    const chat = `${button.dataset.team}/${button.dataset.user}`;
    const fresh = chat !== here && news[chat] > (seen[chat] ?? '');
    const dot = button.querySelector('.news');
    if (fresh && !dot) button.append(el('i', { class: 'news', role: 'img', 'aria-label': 'new messages' }));
    if (!fresh) dot?.remove();
  }
}

function remember(chat, id) {
  if (seen[chat] === id) return;
  seen = { ...JSON.parse(localStorage.getItem('seen') ?? '{}'), [chat]: id };
  localStorage.setItem('seen', JSON.stringify(seen));
}

function entry(team, person, chair) {
  return el('button', {
    type: 'button', class: 'person', 'data-team': team.team, 'data-user': person.user,
    'aria-current': String(team.team === chair?.team && person.user === chair?.user),
  },
  el('span', { class: `avatar ${hues.get(person.user)}`, 'aria-hidden': 'true' }, initials(person.name)),
  el('span', {}, el('strong', {}, person.name), el('span', {}, person.role)));
}

/** Where the rail is always in sight, the bar only tells who you are. */
function setBar() {
  $('open-rail').tabIndex = wide.matches ? -1 : 0;
}

function initials(name) {
  const parts = name.trim().split(/\s+/);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? parts.at(-1)[0] : '')).toUpperCase();
}
