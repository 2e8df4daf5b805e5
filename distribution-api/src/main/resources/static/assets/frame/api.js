/** The one way to the API: who is signed in, reads, and writes. */
import { locale } from "/assets/frame/language.js";

const ME = "lotline.me";

/** What the server did not do, and its problem document. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
    this.problem = problem;
  }
}

/** Who signed in last on this browser: known without a network, too. */
export function me() {
  try {
    return JSON.parse(localStorage.getItem(ME));
  } catch {
    return null;
  }
}

let aheadMillis = 0;

/** The time by the server's clock, as far as it was seen: a handheld's own may be wrong. */
export const now = () => new Date(Date.now() + aheadMillis);

function watchClock(answer) {
  const theirs = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(theirs)) aheadMillis = Math.abs(theirs - Date.now()) > 60_000 ? theirs - Date.now() : 0;
}

function headersOf(more) {
  const headers = { "Accept-Language": locale(), ...more };
  const token = me()?.csrfToken;
  if (token) headers["X-CSRF-Token"] = token;
  return headers;
}

/** Calls the API. Throws Refused; TypeError and the like where no answer came. */
export async function call(path, { method = "GET", body, type = "application/json", accept = "application/json", headers = {}, signal } = {}) {
  const answer = await fetch(path, {
    method,
    body: body === undefined || typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body),
    headers: headersOf({ Accept: accept, ...(body === undefined ? {} : { "Content-Type": type }), ...headers }),
    cache: "no-store",
    credentials: "same-origin",
    signal: signal ?? AbortSignal.timeout(15_000),
  });
  watchClock(answer);
  if (!answer.ok) {
    if (answer.status === 401 && path !== "/v1/sessions") dispatchEvent(new Event("signed-out"));
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

export const read = async (path) => (await call(path)).json();

/** Every row of a list, page by page, at most `most`. */
export async function rows(path, most = 20_000) {
  const all = [];
  let next = `${path}${path.includes("?") ? "&" : "?"}limit=1000`;
  while (next && all.length < most) {
    const answer = await call(next);
    all.push(...(await answer.json()).items);
    const link = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get("Link") ?? "")?.[1];
    next = link && new URL(link, location.origin).pathname + new URL(link, location.origin).search;
  }
  return all;
}

/** Signs in by key: from then on a cookie stands for it. Throws Refused where the key is not good. */
export async function signIn(key) {
  localStorage.removeItem(ME);
  const session = await (await call("/v1/sessions", { method: "POST", body: { key } })).json();
  const person = { ...session.me, csrfToken: session.csrfToken, who: session.me.keyId };
  localStorage.setItem(ME, JSON.stringify(person));
  return person;
}

/** Signs out here; what waits to be sent stays on the device. */
export async function signOut() {
  try {
    await call("/v1/sessions", { method: "DELETE" });
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
  } finally {
    localStorage.removeItem(ME);
  }
}
