// The shell: navigation, settings, freshness, and the page of the address. A page module has
// `open(context)` that answers {title, element, refresh(signal), close?}; refresh is called first,
// every few seconds while the window is seen, and when something was chosen.

import './app.css';
import { h, icon } from './dom.js';
import { clock } from './format.js';
import { session, signIn, start, useToken } from './api.js';
import { disposeAll, repaintAll } from './charts.js';
import { freshness } from './freshness.js';
import * as overview from './overview.js';
import * as orders from './orders.js';
import * as order from './order.js';
import * as stock from './stock.js';
import * as exceptions from './exceptions.js';

const REFRESH_MS = 5_000;
const THEME = 'onhand.theme';
const NAVIGATION = [
  ['overview', '#/', 'Overview'],
  ['orders', '#/orders', 'Orders'],
  ['stock', '#/stock', 'Stock'],
  ['exceptions', '#/exceptions', 'Exceptions'],
];

const main = h('main', { id: 'main', tabindex: '-1' });
const heading = h('h1', {}, 'Onhand');
const tools = h('div', { class: 'tools' });
const banner = h('div', { class: 'banner', role: 'alert', hidden: true });
const fresh = { state: 'unknown', through: null, detail: 'reading', listeners: new Set() };
let page;
let reading;

function navigation(name, label) {
  return h('nav', { class: name, 'aria-label': label },
    NAVIGATION.map(([key, href, text]) =>
      h('a', { href, 'data-page': key }, icon(key), h('span', {}, text))));
}

function settings() {
  const roles = h('select', { id: 'role' },
    session.roles.map((role) => h('option', { selected: role === session.role }, role)));
  roles.addEventListener('change', async () => {
    await signIn(roles.value);
    refresh();
  });
  const theme = h('select', { id: 'theme' },
    ['system', 'light', 'dark'].map((name) =>
      h('option', { value: name, selected: name === (localStorage.getItem(THEME) ?? 'system') },
        name)));
  theme.addEventListener('change', () => {
    localStorage.setItem(THEME, theme.value);
    applyTheme();
    repaintAll();
  });
  return h('div', { id: 'settings', popover: 'auto', class: 'panel' },
    h('h2', {}, 'Settings'),
    session.local
      ? h('label', {}, h('span', {}, 'Role'), roles)
      : h('button', { type: 'button', onclick: signOut }, 'Sign out'),
    h('label', {}, h('span', {}, 'Appearance'), theme),
    h('p', { class: 'muted' }, 'Times are shown in your own time zone.'));
}

function applyTheme() {
  document.documentElement.dataset.theme = localStorage.getItem(THEME) ?? 'system';
}

function signOut() {
  useToken(null);
  location.reload();
}

function shell() {
  const freshPill = freshness((state) => {
    Object.assign(fresh, state);
    fresh.listeners.forEach((listener) => listener(fresh));
  });
  const brand = h('a', { href: '#/', class: 'brand', 'aria-label': 'Onhand, overview' },
    h('span', { class: 'mark', 'aria-hidden': 'true' }), h('span', {}, 'Onhand'));
  const gear = (place) => h('button', {
    type: 'button', class: `ghost gear ${place}`, popovertarget: 'settings',
    'aria-label': 'Settings',
  }, icon('settings'), h('span', {}, 'Settings'));
  document.getElementById('app').replaceChildren(
    h('aside', { class: 'side' }, brand, navigation('side-nav', 'Pages'), gear('wide')),
    h('div', { class: 'column' },
      h('header', { class: 'bar' },
        h('div', { class: 'bar-title' }, heading, tools),
        h('div', { class: 'bar-end' }, freshPill.pill, gear('narrow'))),
      banner,
      main),
    navigation('tab-nav', 'Pages'),
    freshPill.panel,
    settings());
}

function signInPage(message) {
  const token = h('textarea', { id: 'token', rows: 5, required: true, spellcheck: 'false' });
  const form = h('form', { class: 'card sign-in' },
    h('h1', {}, 'Sign in to Onhand'),
    h('p', { class: 'muted' },
      'This installation signs in with its identity provider. Paste an access token of it.'),
    message ? h('p', { class: 'error', role: 'alert' }, message) : null,
    h('label', {}, h('span', {}, 'Access token'), token),
    h('button', { type: 'submit', class: 'primary' }, 'Go on'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    useToken(token.value.trim());
    location.reload();
  });
  document.getElementById('app').replaceChildren(form);
}

function route() {
  const [path, query] = (location.hash.slice(1) || '/').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const parameters = new URLSearchParams(query);
  const [name, id] = parts;
  if (name === undefined) return { key: 'overview', module: overview, parameters };
  if (name === 'orders' && id) return { key: 'orders', module: order, id, parameters };
  const known = { orders, stock, exceptions }[name];
  return known ? { key: name, module: known, parameters }
    : { key: 'overview', module: overview, parameters };
}

function go() {
  const { key, module, id, parameters } = route();
  reading?.abort();
  page?.close?.();
  disposeAll();
  fresh.listeners.clear();
  document.querySelectorAll('[data-page]').forEach((link) => {
    if (link.dataset.page === key) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
  page = module.open({ id, parameters, fresh, refresh, setTitle });
  setTitle(page.title);
  tools.replaceChildren(...(page.tools ?? []));
  main.replaceChildren(page.element);
  hideProblem();
  scrollTo(0, 0);
  refresh();
}

function setTitle(title) {
  heading.textContent = title;
  document.title = title === 'Overview' ? 'Onhand' : `${title} · Onhand`;
}

async function refresh() {
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  try {
    await page.refresh(signal);
    if (!signal.aborted) hideProblem();
    page.readAt = Date.now();
    main.dataset.ready = 'true';
  } catch (failure) {
    if (!signal.aborted) showProblem(failure);
  }
}

function showProblem(failure) {
  const since = page.readAt ? ` What you see was read at ${clock(page.readAt)}.` : '';
  banner.replaceChildren(
    h('div', {}, h('strong', {}, failure.message),
      h('span', {}, ` ${failure.advice ?? 'This is a fault of the console; reload the page.'}`,
        since)),
    h('button', { type: 'button', onclick: refresh }, 'Try now'));
  banner.hidden = false;
  if (failure.advice === undefined) throw failure;
}

function hideProblem() {
  banner.hidden = true;
}

applyTheme();
try {
  if (await start()) {
    shell();
    addEventListener('hashchange', go);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') refresh();
    });
    setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, REFRESH_MS);
    go();
  } else {
    signInPage(null);
  }
} catch (failure) {
  signInPage(failure.advice ? `${failure.message}. ${failure.advice}` : failure.message);
}
