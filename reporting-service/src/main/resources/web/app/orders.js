// Orders: search and table. The table is used on the overview too.

import { emptyRow, h, icon, replaceRows, stateChip, words } from './dom.js';
import { dayClock, full, money, NONE } from './format.js';
import { get } from './api.js';

const TYPING_MS = 250;
const STATES = ['RECEIVED', 'ON_HOLD', 'ACCEPTED', 'ALLOCATED', 'OUT_OF_STOCK', 'RELEASED',
  'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLATION_REQUESTED',
  'CANCELLED'];

export function orderTable(caption) {
  const body = h('tbody', {});
  const table = h('table', { class: 'rows orders' },
    h('caption', { class: 'sr' }, caption),
    h('thead', {}, h('tr', {},
      ['Order', 'Channel', 'State', 'Placed'].map((name) => h('th', { scope: 'col' }, name)),
      h('th', { scope: 'col', class: 'num' }, 'Total'))),
    body);
  return { table, body, nothing: (title, advice) => emptyRow(5, title, advice) };
}

export function orderRow(order) {
  const href = `#/orders/${encodeURIComponent(order.orderId)}`;
  return h('tr', { 'data-key': order.orderId },
    h('th', { scope: 'row', 'data-cell': 'main' },
      h('a', { href, class: 'row-link' }, order.number ?? order.channelOrderId)),
    h('td', { 'data-cell': 'channel' }, order.channel,
      order.country ? h('span', { class: 'muted' }, ` · ${order.country}`) : null),
    h('td', { 'data-cell': 'state' }, stateChip(order.state),
      order.reason ? h('span', { class: 'muted reason' }, words(order.reason)) : null),
    h('td', { 'data-cell': 'time' },
      h('time', { datetime: order.placedAt, title: full(order.placedAt) },
        dayClock(order.placedAt))),
    h('td', { 'data-cell': 'amount', class: 'num' }, money(order.total) ?? NONE));
}

export function open(context) {
  let after = [];
  let typing;
  const q = h('input', {
    type: 'search', id: 'q', value: context.parameters.get('q') ?? '', autocomplete: 'off',
    placeholder: 'Order number, id or SKU', maxlength: '100',
  });
  const state = h('select', { id: 'state' }, h('option', { value: '' }, 'Any state'),
    STATES.map((name) => h('option', {
      value: name, selected: name === context.parameters.get('state'),
    }, words(name))));
  const list = orderTable('Orders, latest placed first');
  const back = h('button', { type: 'button', disabled: true }, 'Newer');
  const on = h('button', { type: 'button', disabled: true }, 'Older');

  function chosen() {
    after = [];
    const query = new URLSearchParams();
    if (q.value.trim()) query.set('q', q.value.trim());
    if (state.value) query.set('state', state.value);
    history.replaceState(null, '', `#/orders${query.size ? `?${query}` : ''}`);
    context.refresh();
  }
  q.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(chosen, TYPING_MS);
  });
  state.addEventListener('change', chosen);
  back.addEventListener('click', () => {
    after.pop();
    context.refresh();
  });
  on.addEventListener('click', () => {
    after.push(on.dataset.next);
    context.refresh();
    scrollTo(0, 0);
  });

  async function refresh(signal) {
    const query = new URLSearchParams({ limit: '50' });
    if (q.value.trim()) query.set('q', q.value.trim());
    if (state.value) query.set('state', state.value);
    if (after.length) query.set('after', after.at(-1));
    const answer = await get(`orders?${query}`, signal);
    replaceRows(list.body, answer.items.length ? answer.items.map(orderRow)
      : [q.value.trim() || state.value
        ? list.nothing('No order fits', 'Search by the beginning of a number, or by a whole SKU.')
        : list.nothing('No orders yet',
          'They appear as soon as a channel publishes its first order.')]);
    on.disabled = !answer.next;
    on.dataset.next = answer.next ?? '';
    back.disabled = after.length === 0;
  }

  const element = h('div', {},
    h('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
      h('label', { class: 'grow' }, h('span', { class: 'sr' }, 'Search orders'),
        h('span', { class: 'field' }, icon('search'), q)),
      h('label', {}, h('span', { class: 'sr' }, 'State'), state)),
    h('section', { class: 'card flush' }, list.table),
    h('div', { class: 'pager' }, back, on));
  return { title: 'Orders', element, refresh, close: () => clearTimeout(typing) };
}
