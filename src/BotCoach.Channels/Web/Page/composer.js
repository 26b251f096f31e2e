// Where one types, and where files are dropped.

import { $ } from './dom.js';

let recall = -1;
let draft = '';

export function start({ onWords, onFiles, ownWords }) {
  const words = $('words');
  $('composer').addEventListener('submit', event => {
    event.preventDefault();
    send(onWords);
  });
  words.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send(onWords);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') bringBack(event, ownWords());
  });
  words.addEventListener('input', () => { recall = -1; });
  $('import').addEventListener('click', () => $('files').click());
  $('files').addEventListener('change', () => {
    const files = [...$('files').files];
    $('files').value = '';
    if (files.length > 0) onFiles(files, takeAlong());
  });
  startDrop(onFiles);
}

function send(onWords) {
  const typed = $('words').value.trim();
  if (typed === '') return;
  $('words').value = '';
  recall = -1;
  onWords(typed);
}

/** What stands in the box goes along with a file, as in any chat; a command stays. */
function takeAlong() {
  const typed = $('words').value.trim();
  if (typed === '' || typed.startsWith('/')) return '';
  $('words').value = '';
  recall = -1;
  return typed;
}

/** Arrow up brings back what was typed, the newest first; arrow down goes the other way, down to the draft. */
function bringBack(event, own) {
  const words = $('words');
  const lines = own.filter((line, index) => line !== own[index + 1]);
  if (recall === -1 && (event.key === 'ArrowDown' || words.value !== '')) return;
  if (recall === -1) draft = words.value;
  recall = Math.max(-1, Math.min(lines.length - 1, recall + (event.key === 'ArrowUp' ? 1 : -1)));
  words.value = recall === -1 ? draft : lines.at(-1 - recall);
  words.setSelectionRange(words.value.length, words.value.length);
  event.preventDefault();
}

function startDrop(onFiles) {
  const hasFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
  addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    $('drop').hidden = false;
  });
  addEventListener('dragleave', event => { if (!event.relatedTarget) $('drop').hidden = true; });
  addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    $('drop').hidden = true;
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files, takeAlong());
  });
}
