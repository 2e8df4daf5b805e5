/** The handheld's page: one field takes every scan, one answer says what came of it. */
import { Refused, call, me, now, read, rows } from "/assets/frame/api.js";
import { badge, byId, element, empty, icon, toast } from "/assets/frame/dom.js";
import { explain } from "/assets/frame/frame.js";
import { day, known, number, parkDay, speak, t } from "/assets/frame/language.js";
import { keptNames } from "/assets/handheld/names.js";
import * as hand from "/assets/handheld/page.js";
import { marked, visible, when } from "/assets/handheld/page.js";
import { signal } from "/assets/handheld/signals.js";
import { asQuantity, asSscc, plain } from "/assets/handheld/texts.js";
import { HANDHELD } from "/assets/handheld/words.js";
import { join, outbox, settle } from "/assets/work/outbox.js";
import { ID_OF, LISTS, TASKS, asDocument, asLocation, isFirstAlone, isSecond, kindOf } from "/assets/work/tasks.js";
import { WORK } from "/assets/work/words.js";

speak(HANDHELD);
speak(WORK);

const LISTED = 30;
const ROLES = ["operator", "admin"];
const SLOW_MILLIS = 700;

const field = byId("scan");
let scanner;

const state = {
  view: "home",
  warehouse: null,
  locations: new Map(),
  task: null,
  reference: null,
  location: null,
  toLocation: null,
  container: null,
  quantity: null,
  hand: [],
  list: null,
  documents: null,
  loading: null,
  answer: null,
  open: [],
  joining: null,
  camera: false,
};

const spec = () => TASKS[state.task];

const { nameOf, named, nameNow } = keptNames(outbox);

// ---- what was scanned ----

async function scanned(raw) {
  state.camera = false;
  if (!state.warehouse) return chooseWarehouse(plain(raw));
  if (state.joining) return joined(raw);
  if (!state.task) return whatIs(raw);
  switch (kindOf(raw, state)) {
    case "location": return atPlace(asLocation(raw, state.warehouse, state.locations));
    case "quantity": return setQuantity(asQuantity(raw));
    case "container": return atContainer(asSscc(raw));
    case "count": return atCount(raw);
    case "document": return atDocument(asDocument(raw));
    case "label": return hold(raw);
  }
}

function atContainer(sscc) {
  state.container = sscc;
  say({ tone: "good", word: t("said.container"), main: sscc });
  return advance();
}

const listedDocument = (text) => state.documents?.find((each) => each.id.toUpperCase() === text.toUpperCase());

/** A place: before the goods it stays, behind them it is for these goods. */
function atPlace(location) {
  const before = state.hand.length === 0;
  const [from, to] = spec().places;
  const slot = !to || !state.location ? from : to;
  state[slot] = { id: location, stays: before };
  if (before) signal("wait");
  return advance();
}

async function atDocument(text) {
  await state.loading;
  const listed = listedDocument(text);
  if (listed) return refer(listed);
  const kind = spec().reference;
  try {
    if (spec().wave) {
      const wave = await tryPickList("wave", text);
      if (wave) return refer({ kind: "wave", id: text, title: t("wave.title", { wave: text }), list: wave });
    }
    const found = await read(`${LISTS[kind]}/${encodeURIComponent(text)}`);
    return refer(documentOf(kind, found));
  } catch (failure) {
    if (!(failure instanceof Refused)) return refer({ kind, id: text, title: text });
    if (failure.status === 404) return say({ tone: "bad", word: t("said.unknown"), main: text, detail: t(`unknown.${kind}`) });
    return say({ tone: "bad", ...problemOf(failure.problem) });
  }
}

/** A count that was opened: its places can be finished. All else that is scanned while counting is a label. */
async function atCount(raw) {
  const id = asDocument(raw);
  const opened = await read(`${LISTS.count}/${encodeURIComponent(id)}`).catch(() => null);
  if (!opened) return hold(raw);
  return refer({ kind: "count", id, title: t("count.opened", { count: id }), opened: true });
}

async function tryPickList(by, id) {
  try {
    return await rows(`/v1/pick-lists?${by}=${encodeURIComponent(id)}`, 2_000);
  } catch (failure) {
    if (failure instanceof Refused && (failure.status === 404 || failure.status === 400)) return null;
    throw failure;
  }
}

async function refer(document) {
  state.reference = document;
  state.answer = null;
  signal("wait");
  if (spec().wave) await loadPicks();
  draw();
  return advance();
}

async function loadPicks() {
  const key = `picks:${state.reference.id}`;
  try {
    state.list = state.reference.list ?? (await tryPickList("order", state.reference.id)) ?? [];
    await outbox.shelve(key, state.list);
  } catch {
    state.list = (await outbox.shelved(key)) ?? [];
  }
  state.list = state.list.map((row) => ({ ...row, open: row.quantity }));
}

const pickNow = () => state.list?.find((row) => row.open > 0 && !row.skipped) ?? null;

function setQuantity(quantity) {
  if (quantity === 0 && state.task !== "count") return say({ tone: "ask", word: t("said.zero"), detail: t("said.zero.what") });
  state.quantity = quantity;
  signal("wait");
  return draw();
}

/** A label: in the hand until everything else is known, too. */
async function hold(raw) {
  const last = state.hand.at(-1);
  if (last && (isSecond(raw) !== isSecond(last.symbols[0])) && (isSecond(raw) || isSecond(last.symbols[0]))) {
    last.symbols.push(raw);
  } else {
    if (!last && isSecond(raw) && state.last && !outbox.reachable() && isFirstAlone(state.last.symbols[0]) && (await join(state.last.scanId, raw))) {
      return say({ tone: "wait", word: t("said.joined"), detail: t("said.kept.what") });
    }
    state.hand.push({ symbols: [raw], quantity: state.quantity });
  }
  await outbox.shelve("hand", { task: state.task, hand: state.hand });
  return advance();
}

/** What is still missing before a scan can be done. */
function missing() {
  const task = spec();
  if (task.reference && !state.reference) return "reference";
  if (task.container && !state.container) return "container";
  for (const slot of task.places) if (!state[slot]) return slot;
  return state.hand.length === 0 ? "item" : null;
}

async function advance() {
  const lacks = missing();
  if (lacks) {
    if (state.hand.length > 0) {
      signal("wait");
      state.answer = { tone: "wait", word: t(`need.${lacks}`), detail: t("hand.items", { count: number(state.hand.length) }) };
    } else if (lacks === "item") {
      state.answer = null;
    }
    return draw();
  }
  const hand = state.hand;
  state.hand = [];
  for (const item of hand) await record(bodyOf(item));
  for (const slot of spec().places) if (state[slot] && !state[slot].stays) state[slot] = null;
  state.quantity = null;
  await outbox.shelve("hand", null);
  return draw();
}

function bodyOf(item) {
  const pick = state.task === "pick" ? pickNow() : null;
  const quantity = item.quantity ?? state.quantity ?? (pick && pick.location === state.location.id && !pick.serial ? pick.open : null);
  return {
    scanId: crypto.randomUUID(),
    task: state.task,
    reference: state.reference ? (state.reference.kind === "wave" ? pick?.orderId ?? state.list?.[0]?.orderId : state.reference.id) : undefined,
    warehouse: state.warehouse,
    location: state.location?.id,
    toLocation: state.toLocation?.id,
    container: state.container ?? undefined,
    symbols: item.symbols,
    quantity: quantity ?? undefined,
    scannedAt: now().toISOString(),
  };
}

async function record(body, back = false) {
  state.last = { scanId: body.scanId, symbols: body.symbols };
  await outbox.keep({ scanId: body.scanId, body, back, pick: state.task === "pick" && outbox.reachable() }, body.scannedAt);
  if (!outbox.reachable()) {
    if (body.task === "pick") picked({ ...body, item: {} });
    say({ tone: "wait", word: t("said.kept"), detail: t("said.kept.what") });
  } else {
    setTimeout(() => {
      if (state.last?.scanId === body.scanId && !state.last.answered) say({ tone: "wait", word: t("said.sending"), detail: t("said.kept.what") });
    }, SLOW_MILLIS);
  }
  outbox.send();
}

// ---- answers ----

function say(answer) {
  state.answer = answer;
  signal(answer.tone);
  draw();
}

function answered({ detail: { row, line } }) {
  const live = state.last?.scanId === row.scanId;
  if (line.outcome === "accepted" && row.pick) picked({ ...row.body, item: line.item });
  if (!live) {
    if (line.outcome !== "accepted") {
      signal("bad");
      toast(t("toast.refused"), "bad");
    }
    return refresh();
  }
  state.last.answered = true;
  const { scanId } = row;
  if (line.outcome === "accepted") say({ ...accepted(row, line), scanId });
  else if (line.outcome === "incomplete") incomplete(row, line);
  else if (line.candidates?.length > 0) say({ ...problemOf(line), tone: "ask", scanId, question: { ...row, answer: line } });
  else say({ tone: "bad", ...problemOf(line), scanId, row });
  return refresh();
}

function accepted(row, line) {
  const clarify = line.next?.task === "clarify";
  return {
    tone: clarify ? "ask" : "good",
    word: clarify ? t("said.clarify", { counted: number(line.next.counted), booked: number(line.next.booked) }) : t(`done.${row.body.task}`),
    item: line.item,
    detail: whereOf(row.body),
    next: clarify ? t("next.clarify") : line.next ? t(`next.${line.next.task}`) : t("next.none"),
    undo: TASKS[row.body.task].back && !row.back ? row.body : null,
    picksLeft: row.pick,
  };
}

function whereOf(body) {
  if (body.toLocation) return `${body.location ?? ""} → ${body.toLocation}`;
  if (body.container) return t("in.container", { container: body.container });
  return body.location ?? "";
}

function incomplete(row, line) {
  state.joining = row.scanId;
  say({ tone: "ask", word: t("said.incomplete"), detail: t("said.incomplete.what", { missing: line.missing.map((each) => t(`part.${each}`)).join(t("comma")) }), item: line.item, joining: row.scanId });
}

/** Another symbol of the item that was not complete. */
async function joined(raw) {
  const scanId = state.joining;
  state.joining = null;
  state.last = { scanId, symbols: [raw] };
  await outbox.again(scanId, (row) => ({ ...row, body: { ...row.body, symbols: [...row.body.symbols, raw].slice(0, 8) } }));
  return draw();
}

/** What a problem says; one with several readings asks which of them it is. */
function problemOf(problem) {
  const said = hand.problemOf(problem);
  if (!(problem.candidates?.length > 0)) return said;
  return { word: said.word, detail: problem.type === "/problems/quantity-conflict" ? t("ask.quantity", { label: number(problem.label), counted: number(problem.counted) }) : t("ask.lot") };
}

/** Takes picked goods off the list that is walked along. */
function picked({ reference, location, quantity, item }) {
  if (!state.list) return;
  const fits = (row) => row.open > 0 && row.orderId === reference && row.location === location
    && (!item.di || row.di === item.di) && (!item.lot || !row.lot || row.lot === item.lot) && (!item.serial || !row.serial || row.serial === item.serial);
  let left = item.quantity ?? quantity ?? 1;
  for (const row of state.list) {
    if (left <= 0) break;
    if (!fits(row)) continue;
    const taken = Math.min(row.open, left);
    row.open -= taken;
    left -= taken;
  }
}

async function undo(body) {
  const task = TASKS[body.task].back;
  const { scanId: _, ...same } = body;
  await record({ ...same, scanId: crypto.randomUUID(), task, location: body.toLocation ?? body.location, toLocation: body.toLocation ? body.location : undefined, scannedAt: now().toISOString() }, true);
}

// ---- what is this? ----

async function whatIs(raw) {
  const location = asLocation(raw, state.warehouse, state.locations);
  try {
    if (location) {
      const stock = await rows(`/v1/stock?warehouse=${encodeURIComponent(state.warehouse)}&location=${encodeURIComponent(location)}`, 200);
      return say({ tone: "wait", word: t("what.place", { location }), stock, quiet: true, detail: stock.length === 0 ? t("what.bin.empty") : "" });
    }
    const [found] = (await (await call("/v1/scans/parse", { method: "POST", body: { symbols: [raw] } })).json()).items;
    if (found.outcome === "unreadable") return say({ tone: "bad", word: t("what.unreadable"), detail: found.problem.detail, raw });
    if (found.outcome === "ambiguous") return say({ tone: "ask", word: t("what.ambiguous", { count: number(found.readings ?? found.candidates.length) }), candidates: found.candidates, raw });
    if (found.sscc && !found.di) return whatUnit(found.sscc);
    const stock = found.di ? await rows(`/v1/stock?warehouse=${encodeURIComponent(state.warehouse)}&di=${found.di}${found.lot ? `&lot=${encodeURIComponent(found.lot)}` : ""}`, 200).catch(() => []) : [];
    return say({ tone: "good", word: t("what.read"), item: found, stock, detail: found.di && stock.length === 0 ? t("what.none") : "" });
  } catch (failure) {
    const { title, lines } = explain(failure);
    return say({ tone: failure instanceof Refused ? "bad" : "ask", word: failure instanceof Refused ? title : t("what.offline"), detail: lines[0], advice: lines[1] });
  }
}

async function whatUnit(sscc) {
  try {
    const unit = await read(`/v1/units/${sscc}`);
    return say({ tone: "good", word: t("what.unit"), main: sscc, detail: t(`unit.${unit.state}`), contents: unit.contents });
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 404) return say({ tone: "ask", word: t("what.unit"), main: sscc, detail: t("what.unit.none") });
    throw failure;
  }
}

// ---- documents, warehouse ----

function documentOf(kind, row) {
  const id = row[ID_OF[kind]];
  const counted = kind === "notice" ? `${number(row.receivedPieces)} / ${number(row.expectedPieces)}` : "";
  const party = kind === "notice" ? row.supplier : kind === "order" ? row.consignee : row.stops?.[0];
  const title = kind === "order" ? row.consigneeName : null;
  return { kind, id, title, party, counted, state: row.state, more: kind === "shipment" && row.stops?.length > 1 ? row.stops.length - 1 : 0, vehicle: row.vehicle };
}

async function loadDocuments() {
  const { reference: kind, states } = spec();
  if (!kind || kind === "count") return;
  const task = state.task;
  const key = `documents:${task}:${state.warehouse}`;
  try {
    const pages = await Promise.all(states.map((each) => read(`${LISTS[kind]}?warehouse=${encodeURIComponent(state.warehouse)}&state=${each}&limit=${LISTED}`)));
    const found = pages.flatMap((page) => page.items.map((row) => documentOf(kind, row)));
    await outbox.shelve(key, found);
    if (state.task === task) state.documents = found;
  } catch {
    if (state.task === task) state.documents = (await outbox.shelved(key)) ?? [];
  }
  if (state.task === task && !state.reference) draw();
}

/** Takes the warehouse's locations along. Throws Refused where there is no such warehouse for this person. */
async function loadLocations(warehouse) {
  const key = `locations:${warehouse}`;
  const kept = await outbox.shelved(key);
  let ids = kept ?? [];
  try {
    ids = (await rows(`/v1/warehouses/${encodeURIComponent(warehouse)}/locations`)).map((row) => row.location);
    if (ids.length > 0) await outbox.shelve(key, ids);
  } catch (failure) {
    if (failure instanceof Refused) throw failure;
  }
  state.locations = new Map(ids.map((id) => [id.toUpperCase(), id]));
}

async function chooseWarehouse(id) {
  try {
    await loadLocations(id);
    if (state.locations.size === 0) return say({ tone: "bad", word: t("warehouse.none"), main: id, detail: t("warehouse.none.what") });
  } catch (failure) {
    const { title, lines } = explain(failure);
    return say({ tone: "bad", word: title, main: id, detail: lines[0], advice: lines[1] });
  }
  state.warehouse = id;
  state.answer = null;
  await outbox.shelve("warehouse", id);
  return draw();
}

async function knownWarehouses() {
  const own = me()?.warehouses ?? [];
  if (own.length > 0) return own;
  try {
    const lists = await Promise.all([LISTS.notice, LISTS.order, LISTS.shipment].map((path) => read(`${path}?limit=100`)));
    return [...new Set(lists.flatMap((list) => list.items.map((row) => row.warehouse)))].sort();
  } catch {
    return [];
  }
}

// ---- moving about ----

function begin(task) {
  Object.assign(state, { task, view: "task", reference: null, location: null, toLocation: null, container: null, quantity: null, hand: [], list: null, documents: null, answer: null, joining: null });
  if (spec().reference === "count") state.reference = { kind: "count", id: `COUNT-${parkDay()}`, title: t("count.today", { day: day(parkDay()) }) };
  draw();
  scanner.home();
  state.loading = loadDocuments();
}

function home() {
  if (state.view === "open") {
    state.view = state.task ? "task" : "home";
    draw();
    scanner.home();
    return;
  }
  if (state.task && state.reference && spec().reference !== "count") Object.assign(state, { reference: null, list: null, answer: null, hand: [], container: null, joining: null });
  else Object.assign(state, { task: null, view: "home", answer: null, hand: [], joining: null });
  draw();
  scanner.home();
  if (state.task) state.loading = loadDocuments();
}

/** Where the person is in their work: a page that was closed or died opens there again. */
function remember() {
  const { task, reference, location, toLocation, container } = state;
  outbox.shelve("place", task ? { task, reference: reference && { ...reference, list: undefined }, location, toLocation, container } : null);
}

async function resume() {
  const [kept, hand] = await Promise.all([outbox.shelved("place"), outbox.shelved("hand")]);
  if (!kept || !TASKS[kept.task]) return;
  Object.assign(state, kept, { view: "task", hand: hand?.task === kept.task ? hand.hand : [] });
  if (state.reference?.party) nameOf("enterprise", state.reference.party).then(draw);
  if (state.reference && spec().wave) await loadPicks();
  else if (!state.reference) state.loading = loadDocuments();
}

async function refresh() {
  state.open = await outbox.openRows();
  draw();
}

// ---- drawing ----

const mine = () => state.open.filter((row) => row.who === me()?.who);
const waiting = () => state.open.filter((row) => row.state === "waiting");
const unclear = () => mine().filter((row) => row.state !== "waiting");

function draw() {
  remember();
  byId("scanLabel").textContent = t("scan.label");
  field.placeholder = state.joining ? t("scan.join") : state.task ? t(`scan.${missing() ?? "item"}`) : state.warehouse ? t("scan.what") : t("scan.warehouse");
  document.title = `${state.task ? t(`task.${state.task}`) : t("work.title")} · Lotline`;
  const focused = marked(document.activeElement);
  drawBar();
  const view = byId("view");
  view.replaceChildren(...(state.view === "open" ? openView() : !state.warehouse ? warehouseView() : state.task ? taskView() : homeView()));
  if (focused && document.activeElement === document.body) document.querySelector(focused)?.focus({ preventScroll: true });
}

function drawBar() {
  hand.drawBar({
    title: state.view === "open" ? t("open.title") : state.task ? t(`task.${state.task}`) : t("work.title"),
    back: !state.task && state.view === "home" ? null : home, waiting: waiting().length, reachable: outbox.reachable(), menu });
}

const openNotice = () => hand.openNotice(unclear().filter((row) => row.scanId !== state.answer?.scanId).length, () => { state.view = "open"; draw(); byId("view").focus(); });

function warehouseView() {
  const list = element("div", { className: "choices" });
  knownWarehouses().then((ids) => list.replaceChildren(...ids.map((id) => element("button", { type: "button", className: "choice", onclick: () => chooseWarehouse(id) }, element("strong", { text: id })))));
  return [answerCard(), element("section", { className: "stack" }, element("h2", { text: t("warehouse.ask") }), element("p", { className: "muted", text: t("warehouse.hint") }), list)].filter(Boolean);
}

function homeView() {
  return [
    openNotice(),
    answerCard() ?? element("p", { className: "lead", text: t("home.lead") }),
    element("nav", { className: "tasks", "aria-label": t("home.tasks") }, Object.keys(TASKS).map((task) =>
      element("button", { type: "button", className: "task", "data-task": task, onclick: () => begin(task) }, icon(task), element("span", { text: t(`task.${task}`) })))),
  ].filter(Boolean);
}

function taskView() {
  const task = spec();
  if (task.reference && !state.reference) return [openNotice(), answerCard(), documentList()].filter(Boolean);
  return [openNotice(), answerCard() ?? prompt(), pickCard(), slots()].filter(Boolean);
}

function documentList() {
  const kind = spec().reference;
  const title = element("h2", { text: t(`choose.${kind}`) });
  if (state.documents === null) return element("section", { className: "stack" }, title, element("p", { className: "muted", text: t("loading") }));
  if (state.documents.length === 0) return element("section", { className: "stack" }, title, empty(t(`none.${kind}.${state.task}`), t(`none.${kind}.what`)));
  return element("section", { className: "stack" }, title,
    spec().wave ? element("p", { className: "hint", text: t("choose.wave") }) : null,
    element("div", { className: "choices" }, state.documents.map((document) =>
      element("button", { type: "button", className: "choice", "data-id": document.id, onclick: () => refer(document) },
        document.title ? element("strong", { text: document.title }) : document.party ? named("strong", "", "enterprise", document.party) : element("strong", { text: document.id }),
        element("span", { className: "muted", text: [document.id, document.vehicle, document.more ? t("stops.more", { count: document.more }) : "", document.counted].filter(Boolean).join(" · ") }),
        element("span", { className: "badge", text: t(`state.${document.state}`) })))));
}

/** Before the first answer: what to do now, as large as an answer. */
function prompt() {
  const row = pickNow();
  const lacks = missing();
  if (state.task === "pick" && row) return null;
  if (state.task === "pick" && state.list?.length === 0) return empty(t("pick.none"), t("pick.none.what"));
  return element("section", { className: "answer idle" }, icon("idle"), element("h2", { text: t(`need.${lacks ?? "item"}`) }), element("p", { text: t(`how.${state.task}`) }));
}

function pickCard() {
  if (state.task !== "pick" || !state.list || state.list.length === 0) return null;
  const row = pickNow();
  const left = state.list.reduce((sum, each) => sum + each.open, 0);
  const skipped = state.list.filter((each) => each.open > 0 && each.skipped).length;
  if (!row) {
    return element("section", { className: "card stack" }, element("h2", { text: skipped > 0 ? t("pick.skipped", { count: number(skipped) }) : t("pick.all") }),
      skipped > 0 ? element("button", { type: "button", "data-stay": "unskip", onclick: () => { for (const each of state.list) each.skipped = false; draw(); } }, t("pick.again"))
        : element("button", { type: "button", className: "primary", "data-stay": "check", onclick: () => begin("check") }, t("pick.check")));
  }
  const here = state.location?.id === row.location;
  return element("section", { className: "card pick", "aria-label": t("pick.next") },
    element("div", { className: "pick-place" }, icon("place"), element("strong", { text: row.location }), here ? badge("good", t("pick.here")) : null),
    element("div", { className: "pick-what" }, element("strong", { className: "pick-count", text: `${number(row.open)} ×` }), element("span", { text: row.name ?? row.di })),
    facts([["lot", row.lot], ["serial", row.serial], ["expiryDate", day(row.expiryDate)]]),
    element("div", { className: "row spread" },
      element("span", { className: "muted", text: t("pick.left", { count: number(left) }) }),
      element("button", { type: "button", className: "quiet", "data-stay": "skip", onclick: () => { row.skipped = true; draw(); } }, t("pick.skip"))));
}

const facts = (pairs) => element("dl", { className: "facts" }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "").map(([name, value]) =>
  element("div", {}, element("dt", { text: t(`part.${name}`) }), element("dd", { text: String(value), className: name === "lot" || name === "serial" ? "mono" : "" }))));

const itemFacts = (item) => facts([["lot", item.lot], ["serial", item.serial], ["expiryDate", day(item.expiryDate)], ["productionDate", day(item.productionDate)], ["sscc", item.sscc], ["quantity", item.quantity === undefined ? "" : number(item.quantity)]]);

function answerCard() {
  const answer = state.answer;
  if (!answer) return null;
  const card = element("section", { className: `answer ${answer.tone}${answer.quiet ? " quiet-answer" : ""}`, id: "answer", "data-scan": answer.scanId, role: answer.tone === "bad" ? "alert" : "status" },
    icon(answer.tone),
    element("h2", { text: answer.word }),
    answer.item?.di ? named("p", "answer-name", "device", answer.item.di) : null,
    answer.main ? element("p", { className: "answer-name mono", text: answer.main }) : null,
    answer.item ? itemFacts(answer.item) : null,
    answer.detail ? element("p", { className: "answer-detail", text: answer.detail }) : null,
    answer.advice ? element("p", { className: "answer-advice", text: answer.advice }) : null,
    answer.work ? element("p", { className: "mono", text: t("work.item", { id: answer.work }) }) : null,
    answer.next ? element("p", { className: "answer-next" }, element("span", { text: answer.next })) : null,
    answer.raw ? element("p", { className: "mono raw", text: visible(answer.raw) }) : null,
    answer.question ? question(answer.question) : null,
    answer.candidates ? element("div", { className: "choices" }, answer.candidates.map((each) => element("div", { className: "choice" }, itemFacts(each)))) : null,
    answer.stock?.length > 0 ? stockList(answer.stock) : null,
    answer.contents?.length > 0 ? element("ul", { className: "stock" }, answer.contents.map((row) => element("li", {}, named("strong", "", "device", row.di),
      element("span", { className: "count", text: t("pieces", { count: number(row.quantity) }) }), element("span", { className: "muted", text: [row.lot, row.serial].filter(Boolean).join(" · ") })))) : null,
    answer.joining ? element("button", { type: "button", "data-stay": "noJoin", onclick: () => { state.joining = null; state.answer = null; draw(); } }, t("join.later")) : null,
    answer.row ? element("div", { className: "row" },
      element("button", { type: "button", "data-stay": "again", onclick: () => { state.last = { scanId: answer.row.scanId, symbols: answer.row.body.symbols }; state.answer = null; outbox.again(answer.row.scanId, (same) => same); } }, t("open.again")),
      element("button", { type: "button", "data-stay": "dealt", onclick: () => { state.answer = null; outbox.drop(answer.row.scanId); } }, t("open.done"))) : null,
    answer.undo ? element("button", { type: "button", className: "undo", "data-stay": "undo", onclick: () => undo(answer.undo) }, icon("return"), t("undo")) : null);
  return card;
}

function stockList(stock) {
  return element("ul", { className: "stock" }, stock.slice(0, 50).map((row) => element("li", {},
    element("strong", { text: state.answer.quiet ? row.name ?? row.di : row.location }),
    badge({ QUALIFIED: "good", ON_HOLD: "bad", EXPIRED: "bad", NON_CONFORMING: "bad", RETURNED: "warn", PENDING_INSPECTION: "warn" }[row.status], t(`status.${row.status}`)),
    element("span", { className: "count", text: t("pieces", { count: number(row.quantity) }) }),
    element("span", { className: "muted", text: [row.lot, row.serial, row.ownerName ?? row.owner].filter(Boolean).join(" · ") }))));
}

/** The readings of a label as people can tell them apart: what differs stands in front. */
function question(row) {
  const candidates = row.answer.candidates;
  const differs = (part) => new Set(candidates.map((each) => each[part] ?? "")).size > 1;
  const parts = ["lot", "serial", "expiryDate", "productionDate", "quantity"].filter(differs);
  const shown = (each, part) => (each[part] === undefined ? t("part.none") : part.endsWith("Date") ? day(each[part]) : String(each[part]));
  return element("div", { className: "stack" },
    element("p", { className: "mono raw", text: visible(row.body.symbols.join("  ")) }),
    element("div", { className: "choices", role: "group", "aria-label": t("ask.choices") }, candidates.map((each, index) =>
      element("button", { type: "button", className: "choice", "data-stay": `reading-${row.scanId}-${index}`, onclick: () => choose(row.scanId, each) },
        element("dl", { className: "facts" }, parts.map((part) => element("div", {}, element("dt", { text: t(`part.${part}`) }), element("dd", { className: "mono", text: shown(each, part) }))))))));
}

async function choose(scanId, candidate) {
  const { elements: _, symbol: __, outcome: ___, ...reading } = candidate;
  state.last = { scanId, symbols: [] };
  state.answer = null;
  await settle(scanId, reading);
}

function slots() {
  const task = spec();
  const lacks = missing();
  const slot = (name, value, symbol, clear, more) => element("div", { className: `slot ${lacks === name ? "wanted" : ""}` }, icon(symbol),
    element("span", { className: "slot-name", text: t(`slot.${name}`) }),
    element("span", { className: "slot-value" }, element("strong", { text: value ?? t("slot.scan") }), more ? element("span", { className: "muted", text: more }) : null),
    value && clear ? element("button", { type: "button", className: "quiet square", "data-stay": `clear-${name}`, "aria-label": t("slot.clear", { slot: t(`slot.${name}`) }), onclick: () => { clear(); draw(); } }, icon("close")) : null);
  return element("section", { className: "card slots", "aria-label": t("slots") },
    task.reference ? slot("reference", referenceTitle(), "document", spec().reference === "count" ? null : () => { home(); }, referenceTitle() === state.reference?.id ? null : state.reference?.id) : null,
    task.container ? slot("container", state.container, "pack", () => { state.container = null; }) : null,
    task.places.map((each) => slot(each, state[each]?.id, "place", () => { state[each] = null; })),
    state.hand.length > 0 ? slot("hand", t("hand.items", { count: number(state.hand.length) }), "item", () => { state.hand = []; outbox.shelve("hand", null); }) : null,
    element("div", { className: "slot" }, icon("item"), element("span", { className: "slot-name", text: t("slot.quantity") }),
      element("span", { className: "stepper" },
        element("button", { type: "button", className: "square", "data-stay": "less", "aria-label": t("quantity.less"), onclick: () => step(-1) }, icon("less")),
        element("output", { id: "quantity", "aria-live": "polite", text: state.quantity === null ? suggested() : number(state.quantity) }),
        element("button", { type: "button", className: "square", "data-stay": "more", "aria-label": t("quantity.more"), onclick: () => step(1) }, icon("plus")))),
    state.reference?.opened && state.location ? element("button", { type: "button", className: "wide finish", "data-stay": "finish", onclick: finishPlace }, t("count.finish", { location: state.location.id })) : null);
}

/** Says of a place that nothing more lies there than was counted. */
async function finishPlace() {
  await record({ ...bodyOf({ symbols: [], quantity: 0 }) });
  state.location = null;
  draw();
}

/** The name of the party that a document is about; its number where nobody is named. */
function referenceTitle() {
  if (!state.reference) return null;
  const { title, party, id } = state.reference;
  return title ?? (party && nameNow("enterprise", party)) ?? id;
}

function suggested() {
  const row = state.task === "pick" ? pickNow() : null;
  return row && state.location?.id === row.location && !row.serial ? number(row.open) : t("quantity.label");
}

function step(by) {
  const least = state.task === "count" ? 0 : 1;
  const row = state.task === "pick" ? pickNow() : null;
  const from = state.quantity ?? (row && state.location?.id === row.location ? row.open : 1);
  const next = from + by;
  state.quantity = next < least || (next === 1 && by < 0 && least === 1) ? null : Math.min(next, 9_999);
  draw();
}

function openView() {
  const own = unclear();
  const later = waiting();
  return [element("section", { className: "stack" },
    own.length === 0 && later.length === 0 ? empty(t("open.none"), t("open.none.what")) : null,
    own.map((row) => {
      const problem = row.state === "incomplete"
        ? { word: t("said.incomplete"), detail: t("said.incomplete.what", { missing: row.answer.missing.map((each) => t(`part.${each}`)).join(t("comma")) }) }
        : problemOf(row.answer);
      return element("article", { className: `card open-row ${row.state === "refused" ? "bad" : "ask"}`, "data-scan": row.scanId },
        element("div", { className: "row spread" }, badge(row.state === "refused" ? "bad" : "warn", problem.word), when(row.at)),
        element("p", { className: "muted", text: [t(`task.${row.body.task}`), row.body.reference, whereOf(row.body)].filter(Boolean).join(" · ") }),
        element("p", { className: "mono raw", text: visible(row.body.symbols.join("  ")) }),
        problem.detail ? element("p", { text: problem.detail }) : null,
        problem.advice ? element("p", { className: "muted", text: problem.advice }) : null,
        problem.work ? element("p", { className: "mono", text: t("work.item", { id: problem.work }) }) : null,
        row.state === "asked" ? question(row) : null,
        element("div", { className: "row" },
          row.state === "incomplete" ? element("button", { type: "button", "data-stay": `join-${row.scanId}`, onclick: () => { state.joining = row.scanId; draw(); scanner.home(); } }, t("open.join")) : null,
          row.state === "refused" ? element("button", { type: "button", "data-stay": `again-${row.scanId}`, onclick: () => outbox.again(row.scanId, (same) => same) }, t("open.again")) : null,
          element("button", { type: "button", className: "quiet", "data-stay": `drop-${row.scanId}`, onclick: () => outbox.drop(row.scanId) }, t("open.done"))));
    }),
    later.length > 0 ? element("section", { className: "card stack" }, element("h2", { text: t("open.waiting", { count: number(later.length) }) }),
      element("p", { className: "muted", text: t("said.kept.what") }),
      element("ul", { className: "stock" }, later.slice(0, 50).map((row) => element("li", {}, element("strong", { text: t(`task.${row.body.task}`) }), when(row.at),
        element("span", { className: "mono raw", text: visible(row.body.symbols.join("  ")) }),
        row.who !== me()?.who ? element("span", { className: "muted", text: t("open.other", { person: row.person || t("open.somebody") }) }) : null)))) : null)];
}

const menu = () => hand.menu({ path: "/work", draw, waiting: () => waiting().filter((row) => row.who === me()?.who).length, own: (shut) => [
  element("div", { className: "row spread" }, element("span", { text: t("menu.warehouse", { warehouse: state.warehouse ?? "–" }) }),
    (me()?.warehouses?.length ?? 0) === 1 ? null : element("button", { type: "button", onclick: shut(() => { state.warehouse = null; home(); draw(); }) }, t("menu.change"))),
  element("button", { type: "button", className: "wide", id: "openFromMenu", onclick: shut(() => { state.view = "open"; draw(); }) }, t("open.title"))] });

// ---- the beginning ----

async function welcome(field) {
  scanner = field;
  const own = me()?.warehouses ?? [];
  state.warehouse = own.length === 1 ? own[0] : (await outbox.shelved("warehouse")) ?? null;
  if (own.length > 1 && !own.includes(state.warehouse)) state.warehouse = null;
  if (state.warehouse) await resume();
  await refresh();
  scanner.home();
  if (state.warehouse) loadLocations(state.warehouse).then(draw, draw);
}

setInterval(() => { if (!document.hidden && state.view === "open" && document.activeElement === field) draw(); }, 30_000);

await hand.begin({
  path: "/work", roles: ROLES, queue: outbox, welcome, answered, refresh, escape: home,
  scanned,
  failed: (failure) => say({ tone: "bad", word: t("failed.title"), detail: failure.message }),
});
