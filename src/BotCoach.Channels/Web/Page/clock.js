// The host's clock, ticking here between two looks, in the zone of whoever you are.

import { $, el } from './dom.js';

let hostNow = 0;
let seenAt = 0;
let zone = 'UTC';

export function setZone(name) {
  zone = valid(name) ? name : 'UTC';
  draw();
}

export function setNow(instant) {
  hostNow = Date.parse(instant);
  seenAt = performance.now();
  draw();
}

export function start() {
  setInterval(draw, 1000);
}

export const dayOf = instant => format(instant, { weekday: 'long', day: 'numeric', month: 'long' });

export const timeOf = instant => format(instant, { hour: '2-digit', minute: '2-digit' });

export const nowWords = () => format(now(), { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

function draw() {
  if (hostNow === 0) return;
  const moment = now();
  const day = format(moment, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  const year = format(moment, { year: 'numeric' });
  if ($('clock').textContent !== `${day} ${year}, ${timeOf(moment)}`) {
    $('clock').replaceChildren(day, el('span', { class: 'year' }, ` ${year}`), `, ${timeOf(moment)}`);
    $('clock').dateTime = moment.toISOString();
  }
  if (document.querySelector('.clock.away')) return;
  const place = zone.split('/').at(-1).replaceAll('_', ' ');
  if ($('zone').textContent !== `${place} time`) $('zone').textContent = `${place} time`;
}

function now() {
  return new Date(hostNow + performance.now() - seenAt);
}

function format(instant, parts) {
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone, hourCycle: 'h23' }).format(new Date(instant));
}

function valid(name) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
