// Charts, in the colours of the page. Each chart is a card that can show its figures as a table.

import * as echarts from 'echarts/core';
import { BarChart } from 'echarts/charts';
import {
  AriaComponent, GridComponent, LegendComponent, TooltipComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { h, icon } from './dom.js';

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent,
  SVGRenderer]);

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const live = new Set();

/** The colour of a CSS custom property as it is now, for what CSS cannot reach. */
export function colour(name) {
  const probe = h('span', { style: `color: var(--${name}); display: none` });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/**
 * A card with a chart.
 * `draw(rows)` answers an ECharts option; `table(rows)` answers {head: [], rows: [[]]}.
 */
export function chartCard({ title, note, className, draw, table, empty }) {
  const plot = h('div', { class: 'plot', role: 'img', 'aria-label': title });
  const data = h('div', { class: 'plot-data', hidden: true, tabindex: '0' });
  const blank = h('p', { class: 'blank', hidden: true }, empty);
  const toggle = h('button', {
    type: 'button', class: 'ghost', 'aria-pressed': 'false', title: 'Show the figures',
    'aria-label': `Show ${title} as a table`,
  }, icon('table'));
  const card = h('section', { class: `card ${className ?? ''}` },
    h('header', {}, h('h2', {}, title), h('span', { class: 'muted note' }, note ?? ''), toggle),
    h('div', { class: 'stage' }, plot, data, blank));
  let chart;
  let last;

  toggle.addEventListener('click', () => {
    const asTable = data.hidden;
    data.hidden = !asTable;
    plot.classList.toggle('away', asTable);
    toggle.setAttribute('aria-pressed', String(asTable));
    toggle.replaceChildren(icon(asTable ? 'chart' : 'table'));
  });

  function update(rows, options = {}) {
    last = [rows, options];
    if (options.note !== undefined) card.querySelector('.note').textContent = options.note;
    const nothing = rows.length === 0;
    blank.hidden = !nothing;
    plot.classList.toggle('gone', nothing);
    toggle.disabled = nothing;
    if (nothing) {
      data.replaceChildren();
      return;
    }
    chart ??= echarts.init(plot, null, { renderer: 'svg' });
    chart.setOption({ ...base(), ...draw(rows, options) }, { notMerge: false, lazyUpdate: false });
    data.replaceChildren(dataTable(title, table(rows, options)));
  }

  const handle = {
    card,
    update,
    resize: () => chart?.resize(),
    repaint: () => {
      chart?.dispose();
      chart = undefined;
      if (last) update(...last);
    },
    dispose: () => {
      chart?.dispose();
      live.delete(handle);
    },
  };
  live.add(handle);
  return handle;
}

function base() {
  return {
    animation: !calm.matches,
    animationDuration: 350,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('ink') },
    tooltip: {
      trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true,
      backgroundColor: colour('surface'), borderColor: colour('line'),
      textStyle: { color: colour('ink'), fontSize: 13 },
    },
  };
}

function dataTable(title, { head, rows }) {
  return h('table', { class: 'plain' },
    h('caption', { class: 'sr' }, title),
    h('thead', {}, h('tr', {},
      head.map((name, i) => h('th', { scope: 'col', class: i ? 'num' : null }, name)))),
    h('tbody', {}, rows.map((row) => h('tr', {},
      row.map((cell, i) => h('td', { class: i ? 'num' : null }, cell))))));
}

/** Axes without clutter. */
export function categoryAxis(values, extra = {}) {
  return {
    type: 'category', data: values, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('line') } },
    axisLabel: { color: colour('muted'), fontSize: 12, ...extra },
  };
}

export function valueAxis(formatter) {
  return {
    type: 'value', splitNumber: 4, minInterval: 1,
    splitLine: { lineStyle: { color: colour('line') } },
    axisLabel: { color: colour('muted'), fontSize: 12, formatter, hideOverlap: true },
  };
}

export function legend() {
  return {
    bottom: 0, itemWidth: 10, itemHeight: 10, icon: 'roundRect', itemGap: 16, type: 'plain',
    textStyle: { color: colour('muted'), fontSize: 12 },
  };
}

const palette = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'];

export function series(index) {
  return colour(palette[index % palette.length]);
}

export function repaintAll() {
  live.forEach((chart) => chart.repaint());
}

export function disposeAll() {
  live.forEach((chart) => chart.dispose());
}

addEventListener('resize', () => live.forEach((chart) => chart.resize()));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaintAll);
