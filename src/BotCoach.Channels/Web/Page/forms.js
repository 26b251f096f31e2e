// Forms as dialogs: fields, errors where they belong, Esc closes.

import { $, el, say } from './dom.js';
import { words } from './blocks.js';
import { findField } from './find.js';

/** Opens a form. `submit(form, values)` answers with a reply; `closed(form)` is told when it was given up. */
export function open(form, { submit, closed, ask }) {
  const dialog = $('form');
  const asked = { form, fields: [], settled: false };
  draw(dialog, asked, { submit, ask });
  dialog.oncancel = () => { dialog.returnValue = ''; };
  dialog.onclose = () => {
    if (!asked.settled) closed(asked.form);
    if (!document.activeElement || document.activeElement === document.body) $('words').focus();
  };
  if (!dialog.open) dialog.showModal();
  first(asked)?.focus();
}

function draw(dialog, asked, { submit, ask }) {
  const { form } = asked;
  asked.fields = form.Fields.map((field, index) => draftField(field, `field-${index}`, ask));
  const save = el('button', { type: 'submit', class: 'button main' }, form.Submit ?? 'Save');
  const cancel = el('button', { type: 'button', class: 'button' }, 'Cancel');
  const general = el('p', { class: 'notice', role: 'alert', hidden: true });
  const body = el('form', { novalidate: true },
    el('header', {}, el('h2', { id: 'form-title' }, form.Title)),
    el('div', { class: 'fields' }, general, form.Intro && el('p', { class: 'intro' }, words(form.Intro)), asked.fields.map(field => field.frame)),
    el('footer', {}, cancel, save));
  cancel.addEventListener('click', () => dialog.close());
  body.addEventListener('submit', async event => {
    event.preventDefault();
    if (save.getAttribute('aria-disabled') === 'true') return;
    hold(save, true);
    try {
      settle(dialog, asked, { submit, ask }, await submit(form, valuesOf(asked)), general);
    } catch (error) {
      show(general, error.message);
    } finally {
      hold(save, false);
    }
  });
  dialog.replaceChildren(body);
}

function settle(dialog, asked, { submit, ask }, reply, general) {
  if (reply.is === 'errors') return showErrors(asked, reply.Errors, general);
  if (reply.is === 'update' || reply.is === 'open') {
    asked.form = reply.Form;
    draw(dialog, asked, { submit, ask });
    first(asked)?.focus();
    return;
  }
  asked.settled = true;
  dialog.close();
}

function valuesOf(asked) {
  return Object.fromEntries(asked.fields.map(field => [field.id, field.value()]));
}

function showErrors(asked, errors, general) {
  general.hidden = true;
  for (const field of asked.fields) field.fail(errors[field.id] ?? field.slip());
  const stray = Object.entries(errors).filter(([id]) => !asked.fields.some(field => field.id === id)).map(([, sentence]) => sentence);
  if (stray.length > 0) show(general, stray.join(' '));
  const wrong = asked.fields.find(field => field.failed());
  wrong?.focus();
  say(wrong ? `Not saved yet. ${wrong.failed()}` : `Not saved yet. ${stray.join(' ')}`);
}

function draftField(field, id, ask) {
  const input = inputOf(field, id, ask);
  const hint = field.Hint && el('p', { class: 'hint', id: `${id}-hint` }, field.Hint);
  const error = el('p', { class: 'error', id: `${id}-error`, hidden: true });
  const optional = field.Optional && el('span', { class: 'optional' }, ' (optional)');
  const frame = input.group
    ? el('fieldset', { class: 'field' }, el('legend', {}, field.Label, optional), input.element, hint, error)
    : el('div', { class: 'field' }, el('label', { for: id }, field.Label, optional), input.element, hint, error);
  const target = input.input;
  target.setAttribute('aria-describedby', `${id}-error${hint ? ` ${id}-hint` : ''}`);
  if (!field.Optional && !input.group) target.setAttribute('aria-required', 'true');
  return {
    id: field.Id, frame, value: input.value, focus: () => target.focus(), input: target,
    slip: () => input.typed?.() && !input.value() ? 'Please pick one from the list.' : undefined,
    failed: () => error.hidden ? null : error.textContent,
    fail: sentence => {
      show(error, sentence);
      target.setAttribute('aria-invalid', String(Boolean(sentence)));
    },
  };
}

function inputOf(field, id, ask) {
  switch (field.is) {
    case 'number': return simple(el('input', { id, type: 'number', step: 'any', inputmode: 'decimal', value: field.Value }));
    case 'date': return simple(el('input', { id, type: 'date', value: field.Value }));
    case 'choice': return field.Several || field.Options.length <= 4 ? chips(field, id) : select(field, id);
    case 'find': return findField(field, id, ask);
    case 'file': return simple(el('input', { id, type: 'file' }));
    default: return text(field, id);
  }
}

function simple(input) {
  return { element: input, input, value: () => input.value.trim() };
}

function text(field, id) {
  if ((field.Lines ?? 1) <= 1) return simple(el('input', { id, type: 'text', maxlength: 3000, value: field.Value }));
  const area = el('textarea', { id, rows: Math.min(field.Lines, 10), maxlength: 3000 });
  area.value = field.Value ?? '';
  return simple(area);
}

function select(field, id) {
  const empty = el('option', { value: '' }, field.Optional ? 'None' : 'Choose one');
  const list = el('select', { id }, empty, field.Options.map(option => el('option', { value: option.Value }, option.Label)));
  list.value = field.Value ?? '';
  return simple(list);
}

function chips(field, id) {
  const chosen = field.Several ? (field.Value ?? '').split(',') : [field.Value];
  const inputs = field.Options.map((option, index) => {
    const input = el('input', { id: `${id}-${index}`, type: field.Several ? 'checkbox' : 'radio', name: id, value: option.Value });
    input.checked = chosen.includes(option.Value);
    return { input, label: el('label', {}, input, el('span', {}, option.Label)) };
  });
  return {
    group: true,
    element: el('div', { class: 'choices' }, inputs.map(one => one.label)),
    input: (inputs.find(one => one.input.checked) ?? inputs[0]).input,
    value: () => inputs.filter(one => one.input.checked).map(one => one.input.value).join(','),
  };
}

function first(asked) {
  return asked.fields[0]?.input;
}

function hold(button, on) {
  button.setAttribute('aria-disabled', String(on));
  button.setAttribute('aria-busy', String(on));
}

function show(place, sentence) {
  place.textContent = sentence ?? '';
  place.hidden = !sentence;
}
