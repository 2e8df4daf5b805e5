/**
 * What a person did lies here, on the device, before it is sent, until the server took it or a person dealt with what it
 * refused.
 *
 * A row is written to the disk before anything else happens; it goes when its answer was read. Where a tab dies between
 * the two, the row is sent again with the same id, which the server does once. Of all tabs one sends at a time.
 */
import { me, now } from "/assets/frame/api.js";

const AT_ONCE = 100;
const FIRST_PAUSE_MILLIS = 2_000;
const LONGEST_PAUSE_MILLIS = 30_000;
const REMEMBERED = 30;

export const promised = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

/**
 * A queue of a page. `rows` is its store and `id` what a row is named by, `beside` are stores of what belongs to rows;
 * `sendAll` sends rows and answers whether all of them were answered for good.
 */
export function keptQueue({ name, rows, id, beside = [], sendAll }) {
  const events = new EventTarget();
  const others = new BroadcastChannel(name);
  const lock = `${name}-sender`;
  const strict = [rows, ...beside];
  let database;
  let online = navigator.onLine;
  let pause = FIRST_PAUSE_MILLIS;
  let timer = 0;

  async function open() {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const made = request.result.createObjectStore(rows, { keyPath: "seq", autoIncrement: true });
      made.createIndex(id, id, { unique: true });
      made.createIndex("state", ["who", "state", "seq"]);
      request.result.createObjectStore("done", { keyPath: "seq", autoIncrement: true });
      request.result.createObjectStore("shelf");
      for (const each of beside) request.result.createObjectStore(each);
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

  /** Runs `work` on a store; answers when what it did is written, with rows: on the disk. */
  function write(store, work) {
    return new Promise((done, failed) => {
      const transaction = database.transaction(store, "readwrite", { durability: strict.includes(store) ? "strict" : "relaxed" });
      let result;
      transaction.oncomplete = () => done(result);
      transaction.onabort = () => failed(transaction.error);
      Promise.resolve(work(transaction.objectStore(store))).then((value) => { result = value; }, (error) => { failed(error); transaction.abort(); });
    });
  }

  const store = (which) => database.transaction(which).objectStore(which);
  const tell = (type, detail) => {
    events.dispatchEvent(new CustomEvent(type, { detail }));
    others.postMessage({ type, detail });
  };

  /** What is kept beside the rows: lists for work without a network. */
  const shelved = (key) => promised(store("shelf").get(key));
  const shelve = (key, value) => write("shelf", (shelf) => promised(shelf.put(value, key)));

  /** Keeps a row, unless one is there that makes it needless. When it answers, the row survives a crash. */
  async function keep(row, at, unless = null) {
    const person = me();
    const seq = await write(rows, async (all) => {
      if (unless && (await promised(all.getAll())).some(unless)) return null;
      return promised(all.add({ ...row, who: person.who, person: person.label ?? "", state: "waiting", at }));
    });
    tell("changed");
    return seq;
  }

  /** All that is not done yet, of everybody who works with this device, in the order of doing. */
  const openRows = () => promised(store(rows).getAll());

  /** The last rows that were taken, the newest first. */
  const lately = async () => (await promised(store("done").getAll())).reverse();

  const find = (all, wanted) => promised(all.index(id).get(wanted));

  /** Changes a row that is not on its way, and lets it be sent again. */
  async function again(wanted, change) {
    const changed = await write(rows, async (all) => {
      const row = await find(all, wanted);
      if (!row) return false;
      await promised(all.put({ ...change(row), state: "waiting", answer: undefined }));
      return true;
    });
    tell("changed");
    if (changed) send();
    return changed;
  }

  /** Changes a row that was never sent. Answers whether it could. */
  const join = (wanted, change) => navigator.locks.request(lock, { ifAvailable: true }, (free) => free && write(rows, async (all) => {
    const row = await find(all, wanted);
    if (row?.state !== "waiting") return false;
    await promised(all.put(change(row)));
    return true;
  }));

  /** Changes all rows that wait for a person and are like that, and lets them be sent again. */
  async function settle(isLike, change) {
    await write(rows, async (all) => {
      const kept = await promised(all.getAll());
      for (const row of kept.filter((each) => isLike(each, kept))) await promised(all.put({ ...change(row), state: "waiting", answer: undefined }));
    });
    tell("changed");
    send();
  }

  /** Takes a row off: a person dealt with it. */
  async function drop(wanted) {
    await write(rows, async (all) => {
      const row = await find(all, wanted);
      if (row) await promised(all.delete(row.seq));
    });
    tell("changed");
  }

  function reach(reached) {
    if (online === reached) return;
    online = reached;
    tell("reach", reached);
  }

  /** Sends what waits, in order, one tab at a time; comes back by itself while something waits. */
  function send() {
    clearTimeout(timer);
    return navigator.locks.request(lock, async () => {
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
    return promised(store(rows).index("state").getAll(IDBKeyRange.bound([who, "waiting", 0], [who, "waiting", Infinity]), AT_ONCE));
  }

  /** The server took a row: it is remembered for a while, and goes. */
  async function taken(row, answer, remembered) {
    await write("done", async (done) => {
      await promised(done.add({ ...remembered, at: row.at, answer }));
      const keys = await promised(done.getAllKeys());
      for (const key of keys.slice(0, Math.max(0, keys.length - REMEMBERED))) await promised(done.delete(key));
    });
    await write(rows, (all) => promised(all.delete(row.seq)));
    tell("answered", { row, line: answer });
  }

  /** The server answered a row with something that a person has to see. */
  async function asked(row, state, answer) {
    await write(rows, (all) => promised(all.put({ ...row, state, answer, answeredAt: now().toISOString() })));
    tell("answered", { row, line: answer });
  }

  return { events, open, write, store, shelved, shelve, keep, openRows, lately, again, join, settle, drop, reach, reachable: () => online, send, taken, asked };
}

/** Whether a refusal is no answer for good: it waits until somebody signs in, or the server can. */
export const isForLater = (status) => status === 401 || status === 429 || status >= 500;
