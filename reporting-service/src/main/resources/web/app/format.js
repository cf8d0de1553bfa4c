// Numbers, amounts and times as people read them. Amounts stay decimal strings: a double never
// holds money, only the length of a bar.

const NUMBER = new Intl.NumberFormat();
const PERCENT = new Intl.NumberFormat(undefined, {
  style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1,
});
const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const DAY_CLOCK = new Intl.DateTimeFormat(undefined, {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const FULL = new Intl.DateTimeFormat(undefined, {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
  second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23', timeZoneName: 'short',
});
const currencies = new Map();

export const NONE = '–';

export function number(value) {
  return value === null || value === undefined ? NONE : NUMBER.format(value);
}

export function percent(ratio) {
  return ratio === null || ratio === undefined ? NONE : PERCENT.format(ratio);
}

/** {amount: "19.99", currency: "EUR"} → €19.99, in the reader's own notation. */
export function money(value) {
  return value ? currency(value.currency).format(value.amount) : NONE;
}

/** Without cents. */
export function wholeMoney(value) {
  return currency(value.currency, { maximumFractionDigits: 0 }).format(value.amount);
}

/** For axes and tiles: €12.3K. */
export function shortMoney(amount, code) {
  return currency(code, { notation: 'compact', maximumFractionDigits: 1 }).format(amount);
}

function currency(code, options = {}) {
  const key = code + JSON.stringify(options);
  if (!currencies.has(key)) {
    currencies.set(key,
      new Intl.NumberFormat(undefined, { style: 'currency', currency: code, ...options }));
  }
  return currencies.get(key);
}

export function clock(instant) {
  return instant ? CLOCK.format(new Date(instant)) : NONE;
}

export function dayClock(instant) {
  return instant ? DAY_CLOCK.format(new Date(instant)) : NONE;
}

export function full(instant) {
  return instant ? FULL.format(new Date(instant)) : NONE;
}

export function day(date) {
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`));
}

/** 850 → 850 ms; 4200 → 4.2 s; 90000 → 2 min; longer ones in hours and days. */
export function duration(ms) {
  const absolute = Math.abs(ms);
  if (absolute < 1000) return `${Math.round(absolute)} ms`;
  if (absolute < 60_000) return `${(absolute / 1000).toFixed(absolute < 10_000 ? 1 : 0)} s`;
  if (absolute < 5_400_000) return `${Math.round(absolute / 60_000)} min`;
  if (absolute < 172_800_000) return `${Math.round(absolute / 3_600_000)} h`;
  return `${Math.round(absolute / 86_400_000)} days`;
}

/** How long ago, in whole seconds at least, so that it does not flicker. */
export function ago(ms) {
  return `${duration(Math.max(1000, Math.round(ms / 1000) * 1000)).replace('.0 s', ' s')} ago`;
}

export function hours(value) {
  return value === null || value === undefined ? NONE : duration(value * 3_600_000);
}
