// The pill that says how far the data is complete, and the list of sources behind it.

import { h } from './dom.js';
import { ago, clock, duration, full } from './format.js';
import { get } from './api.js';

const EVERY_MS = 3_000;
const LATE_MS = 15_000;

/** Keeps the pill up to date; calls `onState` with {state, text, detail} whenever it was read. */
export function freshness(onState) {
  const label = h('span', { class: 'fresh-label' }, 'Data complete through');
  const time = h('time', { class: 'fresh-time' }, '--:--:--');
  const list = h('ul', { class: 'sources' });
  const advice = h('p', { class: 'muted' });
  const panel = h('div', { id: 'sources', popover: 'auto', class: 'panel' },
    h('h2', {}, 'Data complete through'),
    h('p', { class: 'muted' },
      'Everything a service recorded before its instant below is in these figures. The oldest '
      + 'counts.'),
    list, advice);
  const pill = h('button', {
    class: 'fresh', 'data-state': 'unknown', popovertarget: 'sources', type: 'button',
  }, h('i', { class: 'dot', 'aria-hidden': 'true' }), label, time);

  async function read() {
    if (document.visibilityState === 'hidden') return;
    try {
      show(await get('completeness'));
    } catch {
      pill.dataset.state = 'late';
      onState({ state: 'late', through: null, detail: 'the service cannot be reached' });
    }
  }

  function show(answer) {
    const now = Date.parse(answer.asOf);
    const through = answer.completeThrough ? Date.parse(answer.completeThrough) : null;
    const silent = answer.sources.filter((source) => source.completeThrough === null);
    const behind = through === null ? null : Math.max(0, now - through);
    const state = behind === null ? 'unknown' : behind > LATE_MS ? 'late' : 'current';
    pill.dataset.state = state;
    time.textContent = through === null ? 'not known yet' : clock(through);
    time.dateTime = answer.completeThrough ?? '';
    pill.setAttribute('aria-label', through === null
      ? 'Data complete through: not known yet. Show the sources.'
      : `Data complete through ${full(through)}, ${ago(behind)}. Show the sources.`);
    list.replaceChildren(...answer.sources.map((source) => sourceLine(source, now)));
    advice.textContent = adviceFor(state, silent);
    onState({
      state,
      through: answer.completeThrough,
      detail: behind === null ? waitingFor(silent)
        : state === 'late' ? `stands still for ${duration(behind)}` : ago(behind),
    });
  }

  read();
  setInterval(read, EVERY_MS);
  return { pill, panel, read };
}

function sourceLine(source, now) {
  const at = source.completeThrough ? Date.parse(source.completeThrough) : null;
  const behind = at === null ? null : Math.max(0, now - at);
  const state = behind === null ? 'unknown' : behind > LATE_MS ? 'late' : 'current';
  return h('li', { 'data-state': state },
    h('i', { class: 'dot', 'aria-hidden': 'true' }),
    h('span', {}, source.source),
    h('span', { class: 'num' },
      at === null ? 'not heard from yet' : `${clock(at)}, ${ago(behind)}`));
}

function waitingFor(silent) {
  return silent.length === 0 ? 'reading' : `waiting for ${silent.map((s) => s.source).join(', ')}`;
}

function adviceFor(state, silent) {
  if (state === 'current') return 'All sources are heard from.';
  if (silent.length > 0) {
    return 'A source that was never heard from: check that the service and its connector run '
      + '(./onhand status).';
  }
  return 'A source is silent. Its service or connector stopped, or this service is still reading: '
    + 'check ./onhand status.';
}
