// Talks to this service's API. Sign-in is the local stack's own; where that is switched off, the
// token of the installation's identity provider is asked for.

const ROLE = 'onhand.role';
const TOKEN = 'onhand.token';
const TIMEOUT_MS = 20_000;

/** An answer that is not a success; `advice` says what the reader can do. */
export class ApiProblem extends Error {
  constructor(status, title, advice) {
    super(title);
    this.status = status;
    this.advice = advice;
  }
}

export const session = {
  role: localStorage.getItem(ROLE) ?? 'analyst',
  roles: [],
  local: false,
  token: sessionStorage.getItem(TOKEN),
};

/** Finds out how to sign in; true when a token is at hand. */
export async function start() {
  const offer = await fetch('/dev/login');
  session.local = offer.ok;
  if (offer.ok) {
    session.roles = (await offer.json()).roles;
    await signIn(session.roles.includes(session.role) ? session.role : session.roles[0]);
  }
  return session.token !== null;
}

export async function signIn(role) {
  const answer = await fetch('/dev/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ roles: [role] }),
  });
  if (!answer.ok) throw await problem(answer);
  session.role = role;
  localStorage.setItem(ROLE, role);
  useToken((await answer.json()).token);
}

export function useToken(token) {
  session.token = token;
  if (token) sessionStorage.setItem(TOKEN, token);
  else sessionStorage.removeItem(TOKEN);
}

/** Reads /api/<path>; a token that ran out is renewed once where that is possible. */
export async function get(path, signal) {
  let answer = await ask(path, signal);
  if (answer.status === 401 && session.local) {
    await signIn(session.role);
    answer = await ask(path, signal);
  }
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}

async function ask(path, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(`/api/${path}`, {
      headers: { authorization: `Bearer ${session.token}`, accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiProblem(0, 'The reporting service cannot be reached',
      'Check that it runs (./onhand status). The console tries again by itself.');
  }
}

async function problem(answer) {
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    return new ApiProblem(401, 'You are not signed in', 'Sign in again to go on.');
  }
  if (answer.status === 403) {
    return new ApiProblem(403, `The role ${session.role} may not see this`,
      'Choose another role in the settings, or ask for the right.');
  }
  if (answer.status === 404) {
    return new ApiProblem(404, said.title ?? 'There is no such page',
      said.detail ?? 'Check the address.');
  }
  return new ApiProblem(answer.status, said.title ?? `The service answered ${answer.status}`,
    said.detail ?? 'The console tries again by itself; if it stays, see the service’s log.');
}
