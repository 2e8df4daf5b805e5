/**
 * Every scan lies here, on the device, before it is sent, until the server took it or a person dealt with what it refused.
 *
 * A row is written to the disk before anything else happens; it goes when its answer was read. Where a tab dies between
 * the two, the row is sent again with the same scanId, which the server does once. Of all tabs one sends at a time.
 */
import { Refused, call, me, now } from "/assets/frame/api.js";

const AT_ONCE = 100;
const SILENCE_MILLIS = 20_000;
const FIRST_PAUSE_MILLIS = 2_000;
const LONGEST_PAUSE_MILLIS = 30_000;
const REMEMBERED = 30;

export const events = new EventTarget();
const others = new BroadcastChannel("lotline-work");
let database;
let online = true;
let pause = FIRST_PAUSE_MILLIS;
let timer = 0;

const promised = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

export async function open() {
  const request = indexedDB.open("lotline-work", 1);
  request.onupgradeneeded = () => {
    const scans = request.result.createObjectStore("scans", { keyPath: "seq", autoIncrement: true });
    scans.createIndex("scanId", "scanId", { unique: true });
    scans.createIndex("state", ["who", "state", "seq"]);
    request.result.createObjectStore("done", { keyPath: "seq", autoIncrement: true });
    request.result.createObjectStore("shelf");
  };
  database = await promised(request);
  database.onversionchange = () => database.close();
  navigator.storage?.persist?.().catch(() => false);
  others.onmessage = ({ data }) => {
    if (data.type === "reach") online = data.detail;
    events.dispatchEvent(new CustomEvent(data.type, { detail: data.detail }));
  };
  addEventListener("online", () => { reach(true); send(); });
  addEventListener("offline", () => reach(false));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
}

/** Runs `work` on a store; answers when what it did is written, with scans: on the disk. */
function write(store, work) {
  return new Promise((done, failed) => {
    const transaction = database.transaction(store, "readwrite", { durability: store === "scans" ? "strict" : "relaxed" });
    let result;
    transaction.oncomplete = () => done(result);
    transaction.onabort = () => failed(transaction.error);
    Promise.resolve(work(transaction.objectStore(store))).then((value) => { result = value; }, (error) => { failed(error); transaction.abort(); });
  });
}

const store = (name) => database.transaction(name).objectStore(name);
const tell = (type, detail) => {
  events.dispatchEvent(new CustomEvent(type, { detail }));
  others.postMessage({ type, detail });
};

/** What is kept beside the scans: lists for work without a network. */
export const shelved = (name) => promised(store("shelf").get(name));
export const shelve = (name, value) => write("shelf", (shelf) => promised(shelf.put(value, name)));

/** Keeps a scan. When it answers, the scan survives a crash. */
export async function keep(row) {
  const person = me();
  const seq = await write("scans", (scans) => promised(scans.add({ ...row, who: person.who, person: person.label ?? "", state: "waiting", at: row.body.scannedAt })));
  tell("changed");
  return seq;
}

/** All that is not done yet, of everybody who works with this device, in the order of scanning. */
export const openRows = () => promised(store("scans").getAll());

/** The last scans that were taken, the newest first. */
export const lately = async () => (await promised(store("done").getAll())).reverse();

const find = (scans, scanId) => promised(scans.index("scanId").get(scanId));

/** Changes a row that is not on its way, and lets it be sent again. */
export async function again(scanId, change) {
  const changed = await write("scans", async (scans) => {
    const row = await find(scans, scanId);
    if (!row) return false;
    await promised(scans.put({ ...change(row), state: "waiting", answer: undefined }));
    return true;
  });
  tell("changed");
  if (changed) send();
  return changed;
}

/** Joins another symbol to a scan that was never sent. Answers whether it could. */
export const join = (scanId, symbol) => navigator.locks.request("lotline-work-sender", { ifAvailable: true }, (free) => free && write("scans", async (scans) => {
  const row = await find(scans, scanId);
  if (row?.state !== "waiting") return false;
  await promised(scans.put({ ...row, body: { ...row.body, symbols: [...row.body.symbols, symbol] } }));
  return true;
}));

/** A question that was answered is answered for all scans that asked the same. */
export async function settle(scanId, reading) {
  await write("scans", async (scans) => {
    const all = await promised(scans.getAll());
    const asked = all.find((row) => row.scanId === scanId);
    if (!asked) return;
    const question = JSON.stringify(asked.answer?.candidates);
    for (const row of all) {
      if (row.state !== "asked" || JSON.stringify(row.answer?.candidates) !== question) continue;
      await promised(scans.put({ ...row, body: { ...row.body, reading }, state: "waiting", answer: undefined }));
    }
  });
  tell("changed");
  send();
}

/** Takes a row off: a person dealt with it. */
export async function drop(scanId) {
  await write("scans", async (scans) => {
    const row = await find(scans, scanId);
    if (row) await promised(scans.delete(row.seq));
  });
  tell("changed");
}

function reach(reached) {
  if (online === reached) return;
  online = reached;
  tell("reach", reached);
}

export const reachable = () => online;

/** Sends what waits, in order, one tab at a time; comes back by itself while something waits. */
export function send() {
  clearTimeout(timer);
  return navigator.locks.request("lotline-work-sender", async () => {
    for (;;) {
      const waiting = await next();
      if (waiting.length === 0) {
        pause = FIRST_PAUSE_MILLIS;
        return;
      }
      if (!(await sendAll(waiting))) {
        timer = setTimeout(send, pause);
        pause = Math.min(pause * 1.6, LONGEST_PAUSE_MILLIS);
        return;
      }
      pause = FIRST_PAUSE_MILLIS;
    }
  });
}

function next() {
  const who = me()?.who;
  if (!who) return [];
  return promised(store("scans").index("state").getAll(IDBKeyRange.bound([who, "waiting", 0], [who, "waiting", Infinity]), AT_ONCE));
}

/** Sends rows as one batch. Answers whether all of them were answered for good. */
async function sendAll(rows) {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), SILENCE_MILLIS);
  const heard = () => { clearTimeout(watch); watch = setTimeout(() => silence.abort(), SILENCE_MILLIS); };
  let open = rows.length;
  try {
    const lines = rows.map((row) => JSON.stringify(row.body)).join("\n") + "\n";
    const answer = await call("/v1/scans/batch", { method: "POST", body: lines, type: "application/x-ndjson", accept: "application/x-ndjson", signal: silence.signal });
    reach(true);
    let rest = "";
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      heard();
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const part of parts) {
        if (part.trim() === "") continue;
        const line = JSON.parse(part);
        const row = rows.find((each) => each.scanId === line.scanId) ?? rows[line.line - 1];
        if (row && (await answered(row, line))) open -= 1;
      }
    }
    return open === 0;
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      reach(false);
      return false;
    }
    reach(true);
    if (failure.status === 401 || failure.status === 429 || failure.status >= 500) return false;
    if (rows.length > 1) {
      for (const row of rows) if (!(await sendAll([row]))) return false;
      return true;
    }
    return answered(rows[0], { ...failure.problem, status: failure.status });
  } finally {
    clearTimeout(watch);
  }
}

/** Keeps what a line was answered. Answers whether it is an answer for good. */
async function answered(row, line) {
  if (line.status === 401) {
    dispatchEvent(new Event("signed-out"));
    return false;
  }
  if (line.status === 429 || line.status >= 500) return false;
  const taken = line.outcome === "accepted";
  if (taken) {
    await remember({ scanId: row.scanId, body: row.body, at: row.at, answer: line });
    await write("scans", (scans) => promised(scans.delete(row.seq)));
  } else {
    const state = line.outcome === "incomplete" ? "incomplete" : line.candidates?.length > 0 ? "asked" : "refused";
    await write("scans", (scans) => promised(scans.put({ ...row, state, answer: line, answeredAt: now().toISOString() })));
  }
  tell("answered", { row, line });
  return true;
}

async function remember(row) {
  await write("done", async (done) => {
    await promised(done.add(row));
    const keys = await promised(done.getAllKeys());
    for (const key of keys.slice(0, Math.max(0, keys.length - REMEMBERED))) await promised(done.delete(key));
  });
}
