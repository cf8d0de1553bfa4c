// The day and the period at a glance.

import { h, replaceRows, stateTone, words } from './dom.js';
import {
  clock, day, hours, money, NONE, number, percent, shortMoney, wholeMoney,
} from './format.js';
import { get } from './api.js';
import {
  categoryAxis, chartCard, colour, legend, series, valueAxis,
} from './charts.js';
import { orderRow, orderTable } from './orders.js';

const PERIODS = [[1, 'Today'], [7, '7 days'], [30, '30 days']];
const PERIOD = 'onhand.days';
const LIFECYCLE = ['RECEIVED', 'ON_HOLD', 'OUT_OF_STOCK', 'ACCEPTED', 'ALLOCATED', 'RELEASED',
  'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLATION_REQUESTED',
  'CANCELLED'];

export function open(context) {
  let days = Number(localStorage.getItem(PERIOD) ?? 30);
  const tiles = {
    orders: tile('Orders today', '#/orders'),
    revenue: tile('Revenue', null),
    margin: tile('Gross margin', null),
    stock: tile('Stock value', '#/stock'),
    exceptions: tile('Open exceptions', '#/exceptions'),
    fresh: tile('Data complete through', null),
  };
  const charts = { sales: salesChart(), states: stateChart(), margin: marginChart(),
    stock: stockChart() };
  const recent = orderTable('The latest orders, newest first');
  const figures = h('dl', { class: 'figures' });
  const element = h('div', { class: 'overview' },
    h('div', { class: 'tiles' }, Object.values(tiles).map((t) => t.element)),
    h('div', { class: 'grid' },
      charts.sales.card, charts.states.card, charts.margin.card, charts.stock.card,
      h('section', { class: 'card wide-8' },
        h('header', {}, h('h2', {}, 'Recent orders'), h('a', { href: '#/orders' }, 'All orders')),
        recent.table),
      h('section', { class: 'card wide-4' },
        h('header', {}, h('h2', {}, 'Key figures'),
          h('span', { class: 'muted note' }, 'open one for its definition')),
        figures)));

  context.fresh.listeners.add(showFresh);
  function showFresh({ state, through, detail }) {
    tiles.fresh.set(through ? clock(through) : 'Not yet', detail, state);
  }
  showFresh(context.fresh);

  async function refresh(signal) {
    const [answer, kpis] = await Promise.all([
      get(`overview?days=${days}`, signal), get(`kpis?days=${days}`, signal)]);
    showTiles(tiles, answer, days);
    showCharts(charts, answer);
    replaceRows(recent.body, answer.recentOrders.length
      ? answer.recentOrders.map(orderRow)
      : [recent.nothing('No orders yet',
        'They appear as soon as a channel publishes its first order.')]);
    showFigures(figures, kpis);
  }

  const periods = h('div', { class: 'segments', role: 'group', 'aria-label': 'Period' },
    PERIODS.map(([count, label]) => h('button', {
      type: 'button', 'aria-pressed': String(count === days), 'data-days': count,
      onclick: () => {
        days = count;
        localStorage.setItem(PERIOD, String(days));
        periods.querySelectorAll('button').forEach((b) =>
          b.setAttribute('aria-pressed', String(Number(b.dataset.days) === days)));
        context.refresh();
      },
    }, label)));
  return { title: 'Overview', element, tools: [periods], refresh };
}

function tile(label, href) {
  const value = h('strong', { class: 'tile-value' }, NONE);
  const note = h('span', { class: 'tile-note' }, '\u00a0');
  const element = h(href ? 'a' : 'div', { class: 'card tile', href },
    h('span', { class: 'tile-label' }, label), value, note);
  return {
    element,
    set(text, detail, state) {
      value.textContent = text;
      note.textContent = detail || '\u00a0';
      element.dataset.state = state ?? '';
    },
  };
}

function showTiles(tiles, answer, days) {
  const period = days === 1 ? 'today' : `in ${days} days`;
  const whole = answer.margin[0];
  const today = answer.marginToday[0];
  tiles.orders.set(number(answer.ordersToday),
    `${number(answer.orders)} ${period}, ${number(answer.openOrders)} open`);
  tiles.revenue.set(whole ? compact(whole.revenue) : NONE,
    days === 1 ? others(answer.margin, 'from the books')
      : others(answer.margin, today ? `${money(today.revenue)} today` : 'nothing booked today'));
  tiles.margin.set(percent(whole?.ratio),
    whole ? `${money(whole.grossMargin)} ${period}` : 'no revenue booked yet');
  tiles.stock.set(answer.stockValue.length ? compact(answer.stockValue[0]) : NONE,
    `${number(answer.unitsOnHand)} units on hand`);
  tiles.exceptions.set(number(answer.openExceptions),
    answer.overdueExceptions ? `${number(answer.overdueExceptions)} past due`
      : answer.openExceptions ? 'none past due' : 'nothing waits for a person',
    answer.overdueExceptions ? 'late' : '');
}

/** An amount that fits a tile: without cents from 100,000 on, short from ten million on. */
function compact(value) {
  const size = Math.abs(Number(value.amount));
  if (size < 100_000) return money(value);
  return size < 10_000_000 ? wholeMoney(value) : shortMoney(value.amount, value.currency);
}

function others(rows, text) {
  const rest = rows.slice(1).map((row) => money(row.revenue));
  return rest.length ? `${text}; also ${rest.join(', ')}` : text;
}

function showCharts(charts, answer) {
  const code = answer.margin[0]?.revenue.currency ?? answer.salesByDay[0]?.net.currency;
  const sales = answer.salesByDay.filter((row) => row.net.currency === code);
  const foreign = new Set(answer.salesByDay.map((row) => row.net.currency)
    .filter((other) => other !== code));
  charts.sales.update(sales, {
    code, from: answer.from, today: answer.today,
    note: foreign.size ? `in ${code}; not in it: ${[...foreign].join(', ')}` : 'net, by day placed',
  });
  charts.states.update(
    [...answer.ordersByState].sort((a, b) =>
      LIFECYCLE.indexOf(a.state) - LIFECYCLE.indexOf(b.state)));
  charts.margin.update(answer.marginByChannel.filter((row) => row.revenue.currency === code),
    { code });
  charts.stock.update(answer.stockByLocation);
}

function salesChart() {
  return chartCard({
    title: 'Sales', note: 'net, by day placed', className: 'wide-8',
    empty: 'No accepted orders in this period. Choose a longer one, or wait for the first order.',
    draw(rows, { code, from, today }) {
      const dates = daysBetween(from, today);
      const channels = [...new Set(rows.map((row) => row.channel))].sort();
      const byKey = new Map(rows.map((row) => [`${row.day}|${row.channel}`, row]));
      return {
        grid: { left: 4, right: 8, top: 12, bottom: 50 },
        legend: legend(),
        xAxis: categoryAxis(dates.map(day), { hideOverlap: true }),
        yAxis: valueAxis((value) => shortMoney(value, code)),
        series: channels.map((channel, i) => ({
          name: channel, type: 'bar', stack: 'sales', barMaxWidth: 36,
          itemStyle: { color: series(i) },
          data: dates.map((date) => Number(byKey.get(`${date}|${channel}`)?.net.amount ?? 0)),
          tooltip: { valueFormatter: (value) => money({ amount: String(value), currency: code }) },
        })),
      };
    },
    table: (rows) => ({
      head: ['Day, channel', 'Orders', 'Units', 'Net sales'],
      rows: rows.map((row) => [`${day(row.day)}, ${row.channel}`, number(row.orders),
        number(row.units), money(row.net)]),
    }),
  });
}

function stateChart() {
  return chartCard({
    title: 'Orders by state', note: 'placed in the period', className: 'wide-4',
    empty: 'No orders in this period.',
    draw: (rows) => ({
      grid: { left: 4, right: 40, top: 8, bottom: 4 },
      xAxis: { ...valueAxis(number), show: false },
      yAxis: { ...categoryAxis(rows.map((row) => words(row.state))), inverse: true,
        axisLine: { show: false } },
      series: [{
        name: 'Orders', type: 'bar', barMaxWidth: 22,
        label: { show: true, position: 'right', color: colour('ink'),
          formatter: ({ value }) => number(value) },
        data: rows.map((row) => ({ value: row.orders,
          itemStyle: { color: colour(`tone-${stateTone(row.state)}`),
            borderRadius: [0, 3, 3, 0] } })),
      }],
    }),
    table: (rows) => ({
      head: ['State', 'Orders'],
      rows: rows.map((row) => [words(row.state), number(row.orders)]),
    }),
  });
}

function marginChart() {
  return chartCard({
    title: 'Margin by channel', note: 'from the books', className: 'wide-6',
    empty: 'No revenue booked in this period. Revenue is booked when an order ships.',
    draw: (rows, { code }) => ({
      grid: { left: 4, right: 56, top: 8, bottom: 50 },
      legend: legend(),
      xAxis: valueAxis((value) => shortMoney(value, code)),
      yAxis: { ...categoryAxis(rows.map((row) => row.key)), inverse: true },
      series: [
        bar('Cost of goods', 'series-mute', rows.map((row) => row.costOfGoods), 'margin', code),
        {
          ...bar('Gross margin', 'series-1', rows.map((row) => row.grossMargin), 'margin', code),
          label: { show: true, position: 'right', color: colour('ink'),
            formatter: ({ dataIndex }) => percent(rows[dataIndex].ratio) },
        },
      ],
    }),
    table: (rows) => ({
      head: ['Channel', 'Revenue', 'Cost of goods', 'Gross margin', 'Ratio'],
      rows: rows.map((row) => [row.key, money(row.revenue), money(row.costOfGoods),
        money(row.grossMargin), percent(row.ratio)]),
    }),
  });
}

function bar(name, tone, amounts, stack, code) {
  return {
    name, type: 'bar', stack, barMaxWidth: 26, itemStyle: { color: colour(tone) },
    data: amounts.map((value) => Number(value.amount)),
    tooltip: { valueFormatter: (value) => money({ amount: String(value), currency: code }) },
  };
}

function stockChart() {
  const parts = [['Free', 'free', 'series-1'], ['Reserved', 'reserved', 'series-3'],
    ['Not sellable', 'unsellable', 'series-mute']];
  return chartCard({
    title: 'Stock by location', note: 'units', className: 'wide-6',
    empty: 'No stock recorded yet. It appears with the first receipt or opening balance.',
    draw: (rows) => ({
      grid: { left: 4, right: 24, top: 8, bottom: 50 },
      legend: legend(),
      xAxis: valueAxis((value) => number(value)),
      yAxis: { ...categoryAxis(rows.map((row) => row.location)), inverse: true },
      series: parts.map(([name, field, tone]) => ({
        name, type: 'bar', stack: 'stock', barMaxWidth: 26,
        itemStyle: { color: colour(tone) }, data: rows.map((row) => row[field]),
      })),
    }),
    table: (rows) => ({
      head: ['Location', ...parts.map(([name]) => name)],
      rows: rows.map((row) => [row.location, ...parts.map(([, field]) => number(row[field]))]),
    }),
  });
}

function daysBetween(from, to) {
  const dates = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`);
    at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}

function showFigures(list, answer) {
  const opened = new Set([...list.querySelectorAll('details[open]')].map((d) => d.dataset.id));
  list.replaceChildren(...answer.figures.map((figure) => h('div', {},
    h('details', { 'data-id': figure.id, open: opened.has(figure.id) },
      h('summary', {},
        h('span', { class: 'figure-name' }, figure.name),
        h('span', { class: 'figure-values' }, figureValues(figure))),
      h('div', { class: 'definition' },
        ['clock', 'denominator', 'exclusions'].map((part) =>
          h('p', {}, h('b', {}, `${words(part)}: `), figure[part])),
        h('p', { class: 'muted' }, `${figure.id}, version ${figure.version}`))))));
}

function figureValues(figure) {
  const show = figure.unit === 'ratio' ? percent : hours;
  if (figure.values.every((value) => value.value === null)) return NONE;
  return figure.values.map((value) => h('span', {},
    value.dimension ? h('small', {}, value.dimension) : null, h('b', {}, show(value.value))));
}
