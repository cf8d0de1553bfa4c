// Small tools for building the page: elements, icons, chips.

/** Makes an element: h('a', {href: '#/', class: 'x', onclick: f}, 'text', child, …). */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const ICONS = {
  overview: 'M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z',
  orders: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  stock: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  exceptions: 'M12 4l9 16H3zM12 10v4M12 17.2v.1',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  search: 'M11 5a6 6 0 100 12 6 6 0 000-12zM20 20l-4.5-4.5',
  back: 'M14 6l-6 6 6 6',
  chevron: 'M9 6l6 6-6 6',
  table: 'M4 5h16v14H4zM4 10h16M10 10v9',
  chart: 'M5 20V10M12 20V4M19 20v-7',
};

/** An icon that says nothing to a screen reader: the text beside it does. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

const TONES = {
  RECEIVED: 'plain', ACCEPTED: 'plain', ALLOCATED: 'plain', RELEASED: 'info',
  PARTIALLY_SHIPPED: 'info', SHIPPED: 'good', DELIVERED: 'good', COMPLETED: 'good',
  ON_HOLD: 'warn', OUT_OF_STOCK: 'warn', CANCELLATION_REQUESTED: 'warn', CANCELLED: 'bad',
};

export function stateTone(state) {
  return TONES[state] ?? 'plain';
}

/** A state as a chip; the colour only repeats what the text says. */
export function stateChip(state) {
  return h('span', { class: `chip ${stateTone(state)}` }, words(state));
}

/** SHORT_PICKED and ShortPicked → Short picked. */
export function words(name) {
  const spaced = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Replaces rows and keeps the keyboard where it was: rows are known by their data-key. */
export function replaceRows(body, rows) {
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.closest('[data-key]')?.dataset.key;
  body.replaceChildren(...rows);
  if (key === undefined) return;
  const row = [...body.children].find((candidate) => candidate.dataset.key === key);
  row?.querySelector('a, button')?.focus({ preventScroll: true });
}

/** What to show where there is nothing: why, and what to do. */
export function emptyRow(columns, title, advice) {
  return h('tr', { class: 'empty' },
    h('td', { colspan: columns }, h('strong', {}, title), h('span', {}, advice)));
}
