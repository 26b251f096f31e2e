// A field that finds while typing: a combobox that asks the host for options.

import { el } from './dom.js';

export function findField(field, id, ask) {
  const input = el('input', {
    id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}-list`,
  });
  const list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': field.Label, hidden: true });
  const box = el('div', { class: 'find' }, input, list);
  const state = { options: [], at: -1, chosen: null, asked: null, timer: 0 };

  const close = () => {
    list.hidden = true;
    state.at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = at => {
    state.at = at;
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === at)));
    const item = list.children[at];
    if (!item) return;
    input.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  };
  const choose = option => {
    state.chosen = option;
    input.value = option.Label;
    close();
  };
  const open = () => {
    list.replaceChildren(...(state.options.length > 0
      ? state.options.map((option, index) => el('li', { id: `${id}-${index}`, role: 'option', 'aria-selected': 'false' }, option.Label))
      : [el('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, 'Nothing found.')]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    place(box, input);
  };
  const look = async () => {
    state.asked?.abort();
    state.asked = new AbortController();
    try {
      state.options = await ask(field.Source, input.value.trim(), state.asked.signal);
      if (document.activeElement === input) open();
      if (state.options.length > 0) point(0);
    } catch (error) {
      if (error.name !== 'AbortError') close();
    }
  };

  input.addEventListener('input', () => {
    state.chosen = null;
    clearTimeout(state.timer);
    state.timer = setTimeout(look, 150);
  });
  input.addEventListener('keydown', event => {
    const open = !list.hidden;
    if (event.key === 'ArrowDown' && !open) look();
    else if (event.key === 'ArrowDown') point(Math.min(state.at + 1, state.options.length - 1));
    else if (event.key === 'ArrowUp' && open) point(Math.max(state.at - 1, 0));
    else if (event.key === 'Enter' && open && state.options[state.at]) choose(state.options[state.at]);
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener('blur', () => setTimeout(close, 120));
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = state.options[[...list.children].indexOf(event.target)];
    if (option) choose(option);
  });
  if (field.Value) begin(field, input, state, ask);

  return { element: box, input, value: () => state.chosen?.Value ?? '', typed: () => input.value.trim() };
}

/** What stands in the field at first is a value; its label is among the options. */
async function begin(field, input, state, ask) {
  state.chosen = { Value: field.Value, Label: field.Value };
  input.value = field.Value;
  const options = await ask(field.Source, '').catch(() => []);
  const known = options.find(option => option.Value === field.Value);
  if (!known || state.chosen?.Value !== field.Value) return;
  state.chosen = known;
  input.value = known.Label;
}

function place(box, input) {
  const room = input.closest('.fields').getBoundingClientRect().bottom - input.getBoundingClientRect().bottom;
  box.classList.toggle('up', room < 160 && input.offsetTop > 260);
}
