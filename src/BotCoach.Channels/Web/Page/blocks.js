// Draws the neutral blocks of a message.

import { el, svg } from './dom.js';

const markNames = { Open: 'open', Half: 'on somebody’s word', Done: 'done', Disputed: 'disputed', Waived: 'set aside' };
const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function card(message) {
  const plain = message.Blocks.length === 1 && message.Blocks[0].is === 'paragraph';
  return el('article', { class: plain ? 'card plain' : 'card', tabindex: '-1' }, message.Blocks.map(block));
}

/** Text is a string, or an array of spans. */
export function words(text) {
  return typeof text === 'string' ? [text] : (text ?? []).map(span);
}

export function plainWords(text) {
  return typeof text === 'string' ? text : (text ?? []).map(part => part.Words).join('');
}

function block(one) {
  switch (one.is) {
    case 'heading': return el('h3', {}, one.Title);
    case 'paragraph': return el('p', { class: one.Quiet ? 'quiet' : null }, words(one.Text));
    case 'facts': return el('dl', { class: 'facts' }, one.Items.map(fact));
    case 'checks': return el('ul', { class: 'checks' }, one.Items.map(check));
    case 'rows': return el('ul', { class: 'rows' }, one.Items.map(row));
    case 'quote': return el('blockquote', {}, words(one.Text), one.From && el('footer', {}, one.From));
    case 'chart': return chart(one);
    case 'buttons': return buttons(one.Items);
    default: return null;
  }
}

function span(part) {
  switch (part.is) {
    case 'bold': return el('b', {}, part.Words);
    case 'person':
    case 'typed': return el('b', {}, part.Words);
    case 'moment': return el('time', { datetime: part.At }, part.Words);
    case 'link': return link(part);
    default: return part.Words ?? '';
  }
}

function link(part) {
  const address = URL.parse(part.Url);
  if (!address || !['http:', 'https:'].includes(address.protocol)) return part.Words;
  return el('a', { href: address.href, target: '_blank', rel: 'noreferrer noopener' }, part.Words);
}

function fact(item) {
  return [el('dt', {}, plainWords(item.Label)), el('dd', {}, words(item.Value))];
}

function check(item) {
  return el('li', {}, mark(item.Mark), el('span', {}, el('span', { class: 'unseen' }, `${markNames[item.Mark]}: `), words(item.Text), note(item)));
}

function note(item) {
  return item.Note && el('span', { class: 'note' }, words(item.Note));
}

function mark(kind) {
  const shapes = {
    Open: [svg('circle', { cx: 10, cy: 10, r: 8 })],
    Half: [svg('circle', { cx: 10, cy: 10, r: 8 }), svg('path', { class: 'solid', d: 'M10 2a8 8 0 0 0 0 16z' })],
    Done: [svg('circle', { class: 'solid', cx: 10, cy: 10, r: 9 }), svg('path', { class: 'on', d: 'M6.2 10.300l2.700 2.700 4.900-5.600' })],
    Disputed: [svg('circle', { cx: 10, cy: 10, r: 8 }), svg('path', { d: 'M10 5.800v5M10 13.800v.2' })],
    Waived: [svg('circle', { cx: 10, cy: 10, r: 8, 'stroke-dasharray': '3 2.600' }), svg('path', { d: 'M6.800 10h6.400' })],
  };
  return svg('svg', { class: `mark ${kind.toLowerCase()}`, viewBox: '0 0 20 20', 'aria-hidden': 'true' }, ...(shapes[kind] ?? shapes.Open));
}

function row(item) {
  return el('li', {}, el('p', {}, words(item.Text), note(item)), item.Buttons.length > 0 && buttons(item.Buttons));
}

function buttons(items) {
  return el('div', { class: 'buttons' }, items.map(button));
}

function button(item) {
  const look = { Main: 'button main', Careful: 'button careful' }[item.Look] ?? 'button';
  return el('button', { type: 'button', class: look, 'data-action': item.Action, 'data-value': item.Value ?? '' }, item.Label);
}

function chart(one) {
  const progress = one.Kind === 'Progress';
  const most = progress ? 100 : Math.max(...one.Points.map(point => point.Value), 0);
  const bars = one.Points.map(point => el('li', {},
    !progress && el('span', { class: 'label' }, point.Label), track(point.Value, most),
    el('span', { class: 'value' }, progress ? `${numbers.format(point.Value)}%` : numbers.format(point.Value))));
  return el('figure', { class: progress ? 'chart progress' : 'chart' }, el('figcaption', {}, one.Title, progress && el('span', { class: 'label' }, one.Points[0]?.Label)), el('ul', {}, bars));
}

function track(value, most) {
  const bar = el('i');
  bar.style.width = `${most > 0 ? Math.min(100, Math.max(0, 100 * value / most)) : 0}%`;
  return el('span', { class: 'track', 'aria-hidden': 'true' }, bar);
}
