// Elements without markup: whatever a person typed becomes text, never HTML.

export const $ = id => document.getElementById(id);

export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  put(element, properties);
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  put(element, attributes);
  element.append(...children);
  return element;
}

export function say(sentence) {
  $('status').textContent = '';
  requestAnimationFrame(() => { $('status').textContent = sentence; });
}

function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
}
