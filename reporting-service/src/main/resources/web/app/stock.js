// Stock by SKU; a row opens to its locations and to the movements that made it so.

import { emptyRow, h, icon, replaceRows, words } from './dom.js';
import { dayClock, full, money, number } from './format.js';
import { get } from './api.js';

const TYPING_MS = 250;

export function open(context) {
  const opened = new Set();
  const details = new Map();
  let after = [];
  let typing;
  const q = h('input', {
    type: 'search', id: 'q', value: context.parameters.get('q') ?? '', autocomplete: 'off',
    placeholder: 'SKU or item name', maxlength: '100',
  });
  const body = h('tbody', {});
  const back = h('button', { type: 'button', disabled: true }, 'Back');
  const on = h('button', { type: 'button', disabled: true }, 'More');

  q.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      after = [];
      const text = q.value.trim();
      history.replaceState(null, '', `#/stock${text ? `?q=${encodeURIComponent(text)}` : ''}`);
      context.refresh();
    }, TYPING_MS);
  });
  back.addEventListener('click', () => {
    after.pop();
    context.refresh();
  });
  on.addEventListener('click', () => {
    after.push(on.dataset.next);
    context.refresh();
    scrollTo(0, 0);
  });

  function toggle(sku) {
    if (opened.has(sku)) opened.delete(sku);
    else opened.add(sku);
    context.refresh();
  }

  async function refresh(signal) {
    const query = new URLSearchParams({ limit: '50' });
    if (q.value.trim()) query.set('q', q.value.trim());
    if (after.length) query.set('after', after.at(-1));
    const answer = await get(`stock?${query}`, signal);
    const seen = answer.items.map((item) => item.sku).filter((sku) => opened.has(sku));
    await Promise.all(seen.map(async (sku) => {
      const path = `stock/${encodeURIComponent(sku)}/movements?limit=10`;
      details.set(sku, (await get(path, signal)).items);
    }));
    const rows = answer.items.flatMap((item) => [
      itemRow(item, opened.has(item.sku), toggle),
      ...(opened.has(item.sku) ? [detailRow(item, details.get(item.sku))] : []),
    ]);
    replaceRows(body, rows.length ? rows : [q.value.trim()
      ? emptyRow(7, 'No item fits', 'Search by a part of the SKU or of the name.')
      : emptyRow(7, 'No stock yet', 'It appears with the first receipt or opening balance.')]);
    on.disabled = !answer.next;
    on.dataset.next = answer.next ?? '';
    back.disabled = after.length === 0;
  }

  const element = h('div', {},
    h('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      h('label', { class: 'grow' }, h('span', { class: 'sr' }, 'Search stock'),
        h('span', { class: 'field' }, icon('search'), q))),
    h('section', { class: 'card flush' },
      h('table', { class: 'rows stock' },
        h('caption', { class: 'sr' }, 'Stock by SKU'),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Item'),
          ['Available', 'On hand', 'Reserved', 'Not sellable', 'Unit cost', 'Value'].map((name) =>
            h('th', { scope: 'col', class: 'num' }, name)))),
        body)),
    h('p', { class: 'muted foot' }, 'Available is what inventory promises to any channel. Value is '
      + 'at standard cost; the books’ own value is on the overview.'),
    h('div', { class: 'pager' }, back, on));
  return { title: 'Stock', element, refresh, close: () => clearTimeout(typing) };
}

function itemRow(item, isOpen, toggle) {
  const sellable = item.positions.reduce((sum, position) => sum + position.sellable, 0);
  const cell = (label, value, extra) =>
    h('td', { class: `num ${extra ?? ''}`, 'data-label': label }, value);
  return h('tr', { 'data-key': item.sku, class: isOpen ? 'open' : null },
    h('th', { scope: 'row', 'data-cell': 'main' },
      h('button', {
        type: 'button', class: 'twist', 'aria-expanded': String(isOpen),
        onclick: () => toggle(item.sku),
      }, icon('chevron'), h('span', {}, h('b', {}, item.sku),
        h('span', { class: 'muted block' }, item.name ?? '')))),
    cell('Available', number(item.available), item.available === 0 ? 'bad-text' : ''),
    cell('On hand', number(item.onHand)),
    cell('Reserved', number(item.reserved)),
    cell('Not sellable', number(item.onHand - sellable)),
    cell('Unit cost', money(item.standardCost), 'second'),
    cell('Value', money(item.value)));
}

function detailRow(item, movements) {
  return h('tr', { class: 'detail', 'data-key': `${item.sku}/detail` },
    h('td', { colspan: '7' },
      h('div', { class: 'halves' },
        h('div', {}, h('h3', {}, 'Locations'), positions(item)),
        h('div', {}, h('h3', {}, 'Latest movements'), movementTable(movements ?? [])))));
}

function positions(item) {
  return h('table', { class: 'plain' },
    h('caption', { class: 'sr' }, `${item.sku} by location`),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Location'),
      ['Sellable', 'Reserved', 'Other'].map((name) =>
        h('th', { scope: 'col', class: 'num' }, name)))),
    h('tbody', {}, item.positions.map((position) => h('tr', {},
      h('th', { scope: 'row' }, position.location ?? position.locationId),
      h('td', { class: 'num' }, number(position.sellable)),
      h('td', { class: 'num' }, number(position.reserved)),
      h('td', { class: 'num' }, number(position.quarantine + position.damaged))))));
}

function movementTable(movements) {
  if (movements.length === 0) return h('p', { class: 'muted' }, 'No movements.');
  return h('table', { class: 'plain' },
    h('caption', { class: 'sr' }, 'Latest movements'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'When'), h('th', { scope: 'col' }, 'What'),
      h('th', { scope: 'col', class: 'num' }, 'Units'))),
    h('tbody', {}, movements.map((movement) => h('tr', {},
      h('td', {}, h('time', { datetime: movement.occurredAt, title: full(movement.occurredAt) },
        dayClock(movement.occurredAt))),
      h('td', {}, movement.orderId
        ? h('a', { href: `#/orders/${encodeURIComponent(movement.orderId)}` },
          words(movement.kind))
        : words(movement.kind),
      h('span', { class: 'muted' },
        ` ${movement.locationId}${movement.reason ? `, ${words(movement.reason)}` : ''}`)),
      h('td', { class: `num ${movement.quantity < 0 ? 'minus' : 'plus'}` },
        `${movement.quantity > 0 ? '+' : ''}${number(movement.quantity)}`)))));
}
