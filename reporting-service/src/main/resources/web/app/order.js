// One order: where it stands, what is in it, and every event of every service about it.

import { h, icon, stateChip, words } from './dom.js';
import { clock, dayClock, duration, full, money, number } from './format.js';
import { get } from './api.js';

const STEPS = [
  ['Received', ['OrderReceived']],
  ['Accepted', ['OrderAccepted']],
  ['Allocated', ['OrderAllocated']],
  ['Released', ['OrderReleased']],
  ['Shipped', ['OrderShipped']],
  ['Delivered', ['OrderDelivered']],
];

export function open(context) {
  const head = h('section', { class: 'card order-head' });
  const steps = h('ol', { class: 'steps', 'aria-label': 'Progress' });
  const lines = h('tbody', {});
  const shipments = h('div', {});
  const filter = h('div', { class: 'segments wrap', role: 'group', 'aria-label': 'Services' });
  const list = h('ol', { class: 'timeline' });
  const count = h('span', { class: 'muted note' }, '\u00a0');
  let service = '';
  let shown = '';

  async function refresh(signal) {
    const answer = await get(`orders/${encodeURIComponent(context.id)}/timeline`, signal);
    const { order, events } = answer;
    context.setTitle(`Order ${order.number ?? order.channelOrderId}`);
    head.replaceChildren(...summary(order, answer));
    steps.replaceChildren(...progress(order, events));
    lines.replaceChildren(...answer.lines.map(lineRow));
    shipments.replaceChildren(...answer.shipments.map(shipmentLine));
    // an event never changes: a timeline that has not grown is left alone, and with it what is open
    const now = `${service}|${events.length}`;
    if (now !== shown) {
      shown = now;
      showFilter(events);
      showEvents(events);
    }
  }

  function showFilter(events) {
    const services = [...new Set(events.map((event) => event.service))];
    filter.replaceChildren(...['', ...services].map((name) => h('button', {
      type: 'button', 'aria-pressed': String(name === service),
      onclick: () => {
        service = name;
        context.refresh();
      },
    }, name || 'All')));
  }

  function showEvents(events) {
    const opened = new Set([...list.querySelectorAll('details[open]')].map((d) => d.dataset.id));
    const wanted = events.filter((event) => !service || event.service === service);
    count.textContent = `${number(wanted.length)} events`;
    list.replaceChildren(...wanted.map((event, i) =>
      eventItem(event, wanted[i - 1], opened.has(event.id))));
  }

  const element = h('div', { class: 'order' },
    h('a', { class: 'back', href: '#/orders' }, icon('back'), 'Orders'),
    head,
    h('section', { class: 'card' }, steps),
    h('div', { class: 'grid' },
      h('section', { class: 'card wide-8' },
        h('header', {}, h('h2', {}, 'Timeline'), count),
        filter, list),
      h('div', { class: 'wide-4 stack' },
        h('section', { class: 'card' },
          h('header', {}, h('h2', {}, 'Lines')),
          h('table', { class: 'plain' },
            h('caption', { class: 'sr' }, 'Order lines'),
            h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Item'),
              h('th', { scope: 'col', class: 'num' }, 'Shipped'),
              h('th', { scope: 'col', class: 'num' }, 'Net'))),
            lines)),
        h('section', { class: 'card' }, h('header', {}, h('h2', {}, 'Shipments')), shipments))));
  return { title: 'Order', element, refresh };
}

function summary(order, answer) {
  const facts = [
    ['Channel', `${order.channel}${order.shop ? `, ${order.shop}` : ''}`],
    ['Kind', order.orderType],
    ['Placed', h('time', { datetime: order.placedAt, title: full(order.placedAt) },
      dayClock(order.placedAt))],
    ['Country', order.country ?? '–'],
    ['In this state for', duration(Date.parse(answer.asOf) - Date.parse(order.stateAt))],
    ['Id', h('code', {}, order.orderId)],
  ];
  return [
    h('div', { class: 'order-state' },
      stateChip(order.state),
      order.reason ? h('span', { class: 'muted' }, words(order.reason)) : null,
      h('strong', { class: 'order-total' }, money(order.total))),
    h('dl', { class: 'facts' }, facts.map(([name, value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
  ];
}

function progress(order, events) {
  const reached = STEPS.map(([label, names]) =>
    ({ label, event: events.findLast((event) => names.includes(event.name)) }));
  const last = reached.findLastIndex((step) => step.event);
  const items = reached.map((step, i) => h('li', {
    'data-done': String(Boolean(step.event)),
    'aria-current': i === last ? 'step' : null,
  }, h('span', {}, step.label),
  step.event ? h('time', { datetime: step.event.at, title: full(step.event.at) },
    dayClock(step.event.at)) : h('span', { class: 'muted' }, 'open')));
  if (order.state === 'CANCELLED') {
    items.push(h('li', { 'data-done': 'bad', 'aria-current': 'step' },
      h('span', {}, 'Cancelled'), h('time', { datetime: order.stateAt }, dayClock(order.stateAt))));
  }
  return items;
}

function lineRow(line) {
  return h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: `#/stock?q=${encodeURIComponent(line.sku)}` },
      line.sku), line.item ? h('span', { class: 'muted block' }, line.item) : null),
    h('td', { class: 'num' }, `${number(line.shipped)} / ${number(line.quantity)}`),
    h('td', { class: 'num' }, money(line.net)));
}

function shipmentLine(shipment) {
  return h('p', { class: 'shipment' },
    h('strong', {}, `${shipment.carrier ?? 'Carrier'} ${shipment.trackingNumber ?? ''}`),
    h('span', { class: 'muted block' },
      `from ${shipment.locationId}, shipped ${dayClock(shipment.shippedAt)}`,
      shipment.deliveredAt ? `, delivered ${dayClock(shipment.deliveredAt)}` : ''));
}

function eventItem(event, before, opened) {
  const since = before ? Date.parse(event.at) - Date.parse(before.at) : null;
  return h('li', { 'data-service': event.service },
    h('details', { 'data-id': event.id, open: opened },
      h('summary', {},
        h('span', { class: 'event-name' }, words(event.name)),
        h('span', { class: 'badge' }, event.service),
        h('span', { class: 'event-time' },
          h('time', { datetime: event.at, title: full(event.at) }, clock(event.at)),
          since !== null && since >= 0
            ? h('span', { class: 'muted' }, ` +${duration(since)}`) : null),
        h('span', { class: 'event-why muted' }, why(event))),
      h('dl', { class: 'facts event-facts' },
        [['When', full(event.at)], ['Who', event.actor ?? 'not said'],
          ['Caused by', event.cause ?? event.causationId ?? 'not said'],
          ['Message', h('code', {}, event.id)],
          ['Type', h('code', {}, event.type)],
          ['Place', h('code', {}, `${event.topic}/${event.partition}/${event.offset}`)],
        ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
      h('pre', { tabindex: '0' }, JSON.stringify(event.body, null, 2))));
}

function why(event) {
  const parts = [];
  if (event.actor) parts.push(`by ${event.actor}`);
  if (event.cause) parts.push(`because of ${words(event.cause.split('.')[1]).toLowerCase()}`);
  return parts.join(', ') || 'no actor named';
}
