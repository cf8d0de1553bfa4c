// Whatever waits for a person, of all services, those due first at the top.

import { emptyRow, h, replaceRows, words } from './dom.js';
import { dayClock, duration, full, number } from './format.js';
import { get } from './api.js';

export function open(context) {
  let state = context.parameters.get('state') === 'resolved' ? 'resolved' : 'open';
  let after = [];
  const count = h('span', { class: 'muted' }, '\u00a0');
  const body = h('tbody', {});
  const due = h('th', { scope: 'col' }, 'Due');
  const back = h('button', { type: 'button', disabled: true }, 'Back');
  const on = h('button', { type: 'button', disabled: true }, 'More');
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
    const query = new URLSearchParams({ state, limit: '50' });
    if (after.length) query.set('after', after.at(-1));
    const answer = await get(`exceptions?${query}`, signal);
    const now = Date.parse(answer.asOf);
    count.textContent = `${number(answer.open)} open, ${number(answer.overdue)} past due`;
    due.textContent = state === 'open' ? 'Due' : 'Resolved';
    replaceRows(body, answer.items.length ? answer.items.map((item) => row(item, now))
      : [state === 'open'
        ? emptyRow(4, 'Nothing waits for a person', 'New exceptions appear here by themselves.')
        : emptyRow(4, 'Nothing was resolved yet', 'Resolved exceptions stay here with their '
          + 'resolution.')]);
    on.disabled = !answer.next;
    on.dataset.next = answer.next ?? '';
    back.disabled = after.length === 0;
  }

  const segments = h('div', { class: 'segments', role: 'group', 'aria-label': 'Which' },
    ['open', 'resolved'].map((name) => h('button', {
      type: 'button', 'aria-pressed': String(name === state), 'data-name': name,
      onclick: () => {
        state = name;
        after = [];
        history.replaceState(null, '', `#/exceptions${name === 'open' ? '' : '?state=resolved'}`);
        segments.querySelectorAll('button').forEach((button) =>
          button.setAttribute('aria-pressed', String(button.dataset.name === state)));
        context.refresh();
      },
    }, words(name))));

  const element = h('div', {},
    h('p', { class: 'lead' }, count),
    h('section', { class: 'card flush' },
      h('table', { class: 'rows exceptions' },
        h('caption', { class: 'sr' }, 'Exceptions of all services'),
        h('thead', {}, h('tr', {},
          h('th', { scope: 'col' }, 'What'), h('th', { scope: 'col' }, 'About'),
          h('th', { scope: 'col' }, 'Owner'), due)),
        body)),
    h('div', { class: 'pager' }, back, on));
  return { title: 'Exceptions', element, tools: [segments], refresh };
}

function row(item, now) {
  const late = item.resolvedAt === null && item.dueAt && Date.parse(item.dueAt) < now;
  return h('tr', { 'data-key': item.exceptionId },
    h('th', { scope: 'row', 'data-cell': 'main' },
      h('span', { class: 'what' }, words(item.kind), ' ',
        h('span', { class: 'badge' }, item.service)),
      h('span', { class: 'muted block detail' }, item.detail),
      item.resolution ? h('span', { class: 'block' }, `Resolved: ${item.resolution}`) : null),
    h('td', { 'data-cell': 'about' }, item.orderId
      ? h('a', { href: `#/orders/${encodeURIComponent(item.orderId)}` }, 'Order timeline')
      : h('code', {}, item.subject)),
    h('td', { 'data-cell': 'owner' }, item.assignedTo ?? item.owner ?? 'nobody',
      item.assignedTo ? h('span', { class: 'muted block' }, item.owner) : null),
    h('td', { 'data-cell': 'due' }, item.resolvedAt ? resolved(item) : dueIn(item, now, late)));
}

function dueIn(item, now, late) {
  if (!item.dueAt) return h('span', { class: 'muted' }, `open ${age(item, now)}`);
  const away = duration(Date.parse(item.dueAt) - now);
  return h('span', {},
    h('time', {
      datetime: item.dueAt, title: full(item.dueAt), class: late ? 'chip bad' : 'chip plain',
    }, late ? `${away} late` : `in ${away}`),
    h('span', { class: 'muted block' }, `open ${age(item, now)}`));
}

function age(item, now) {
  return duration(now - Date.parse(item.raisedAt));
}

function resolved(item) {
  return h('span', {}, dayClock(item.resolvedAt),
    item.resolvedBy ? h('span', { class: 'muted block' }, `by ${item.resolvedBy}`) : null);
}
