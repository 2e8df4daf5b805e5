/** The driver's page: stops in their order, and at each door what is handed over, to whom, and what is not taken. */
import { Refused, call, me, now, read } from "/assets/frame/api.js";
import { badge, byId, element, empty, icon, toast } from "/assets/frame/dom.js";
import { day, locale, number, speak, t } from "/assets/frame/language.js";
import { keptNames } from "/assets/handheld/names.js";
import * as hand from "/assets/handheld/page.js";
import { marked, problemOf, visible, when } from "/assets/handheld/page.js";
import { signal } from "/assets/handheld/signals.js";
import { asQuantity, asSscc } from "/assets/handheld/texts.js";
import { HANDHELD } from "/assets/handheld/words.js";
import { ALL, disOf, isOpen, kept, keyOf, load, piecesIn, stopsOf, vehicleOf } from "/assets/drive/board.js";
import { leftOf, newDraft, proofForm, refuse } from "/assets/drive/door.js";
import { isPlain, piecesOf } from "/assets/drive/labels.js";
import { forget, outbox, picturesOf } from "/assets/drive/outbox.js";
import { DRIVE } from "/assets/drive/words.js";

speak(HANDHELD);
speak(DRIVE);

const FRESH_MILLIS = 60_000;
const TONE = { open: "", overdue: "bad", waiting: "wait", refused: "bad", signed: "good", loading: "", nothing: "" };

const field = byId("scan");
const { named, nameOf, nameNow } = keptNames(outbox);
let scanner;

const state = {
  view: "home",
  vehicle: null,
  shipments: [],
  fresh: null,
  at: null,
  draft: null,
  quantity: null,
  answer: null,
  open: [],
  done: [],
};

// ---- what is on board ----

const vehicles = () => [...new Set(state.shipments.map(vehicleOf))].sort();
const vehicleNow = () => state.vehicle ?? (vehicles().length === 1 ? vehicles()[0] : null);
const mine = () => state.shipments.filter((each) => vehicleNow() === ALL || vehicleOf(each) === vehicleNow());
const stops = () => mine().flatMap((each) => stopsOf(each, state.open, state.done));
const isAt = (stop, at) => at !== null && stop.shipment.shipmentId === at.shipment && stop.consignee === at.consignee;
const stopNow = () => stops().find((each) => isAt(each, state.at)) ?? null;
const draftKey = ({ shipment, consignee }) => `draft:${shipment}:${consignee}`;

let loading = null;

/** Takes along what is on board now. Without a network what was taken along last stays. */
function reload() {
  loading ??= load(state.shipments, state.vehicle).then((found) => {
    state.shipments = found;
    state.fresh = now().toISOString();
    outbox.reach(true);
    return Promise.all([outbox.shelve("fresh", state.fresh), ...found.flatMap((each) => each.stops).map((id) => nameOf("enterprise", id))]);
  }).catch((failure) => {
    if (!(failure instanceof Refused)) outbox.reach(false);
    else if (failure.status !== 401) toast(problemOf(failure.problem).word, "bad");
  }).finally(() => {
    loading = null;
    refresh();
  });
  return loading;
}

async function refresh() {
  [state.open, state.done] = await Promise.all([outbox.openRows(), outbox.lately()]);
  draw();
}

// ---- scans ----

async function scanned(raw) {
  const quantity = asQuantity(raw);
  if (quantity !== null && state.at) {
    state.quantity = quantity === 0 ? null : quantity;
    signal("wait");
    return draw();
  }
  const sscc = asSscc(raw);
  if (sscc) return unit(sscc);
  const found = onBoard((goods) => piecesOf(raw, { ...goods, dis: disOf(goods) }));
  if (found.length > 0) return take(found);
  const said = await readByServer(raw);
  if (said.sscc) return unit(said.sscc);
  if (said.problem) return say({ tone: "bad", word: t("scan.unreadable"), detail: said.problem, raw });
  if (said.items) {
    const again = onBoard((goods) => Math.max(0, ...said.items.map((item) => piecesLike(item, goods))));
    if (again.length > 0) return take(again);
  } else if (!isPlain(raw)) {
    return say({ tone: "ask", word: t("scan.offline"), detail: t("scan.offline.what"), raw });
  }
  return say({ tone: "alarm", word: t("scan.stranger"), detail: t("scan.stranger.what"), raw });
}

/** Goods on board that are like that, with their stops. `pieces` answers how many pieces a scan is of goods. */
const onBoard = (pieces) => stops().filter((stop) => stop.shipment.dispatched).flatMap((stop) => stop.goods.map((goods) => ({ stop, goods, pieces: pieces(goods) }))).filter((each) => each.pieces > 0);

const piecesLike = (item, goods) => ((!item.lot || !goods.lot || item.lot === goods.lot) && (!item.serial || !goods.serial || item.serial === goods.serial) ? (disOf(goods)[item.di] ?? 0) * (item.quantity ?? 1) : 0);

async function readByServer(raw) {
  try {
    const [item] = (await (await call("/v1/scans/parse", { method: "POST", body: { symbols: [raw] } })).json()).items;
    if (item.outcome === "unreadable") return { problem: item.problem.detail };
    if (item.sscc && !item.di) return { sscc: item.sscc };
    return { items: item.candidates ?? [item] };
  } catch (failure) {
    if (failure instanceof Refused) return { problem: failure.message };
    return {};
  }
}

/** A whole carton: what is in it, and in the units in it. */
async function unit(sscc) {
  let contents = await outbox.shelved(`unit:${sscc}`);
  if (!contents) {
    try {
      contents = await contentsOf(sscc, new Set());
      await outbox.shelve(`unit:${sscc}`, contents);
    } catch (failure) {
      if (!(failure instanceof Refused)) return say({ tone: "ask", word: t("scan.offline"), main: sscc, detail: t("unit.offline") });
      return say({ tone: "alarm", word: t("scan.stranger"), main: sscc, detail: failure.message });
    }
  }
  const found = contents.map((row) => onBoard((goods) => ((goods.di === row.di && (goods.lot ?? "") === (row.lot ?? "") && (goods.serial ?? "") === (row.serial ?? "")) ? row.quantity : 0)));
  if (found.length === 0 || found.some((each) => each.length === 0)) return say({ tone: "alarm", word: t("scan.stranger"), main: sscc, detail: t("scan.stranger.what") });
  const misplaced = found.find((each) => !each.some(({ stop }) => isAt(stop, state.at)));
  if (misplaced || !state.draft) return take(misplaced ?? found[0]);
  const here = found.map((each) => each.filter(({ stop }) => isAt(stop, state.at)));
  if (here.some((each) => room(each) < each[0].pieces)) return tooMany(here[0], 0);
  for (const each of here) count(each.map(({ goods }) => goods), each[0].pieces);
  await saveDraft();
  return say({ tone: "good", word: t("said.counted"), main: sscc, detail: leftText() });
}

async function contentsOf(sscc, seen) {
  if (seen.has(sscc)) return [];
  seen.add(sscc);
  const { contents, children } = await read(`/v1/units/${sscc}?limit=1000`);
  const inside = [];
  for (const child of children) inside.push(...(await contentsOf(child, seen)));
  return [...contents, ...inside];
}

const room = (matches) => matches.reduce((sum, { goods }) => sum + leftOf(goods, state.draft), 0);

/** What a scan was found to be: counted at this door, or said loudly where it is not for it. */
async function take(found) {
  const here = found.filter(({ stop }) => isAt(stop, state.at));
  if (here.length === 0) return elsewhere(found);
  if (!state.draft) return say({ tone: "ask", word: t("door.closed"), detail: t(`stop.${here[0].stop.state}`), goods: here[0].goods });
  const open = here.filter(({ goods }) => leftOf(goods, state.draft) > 0);
  if (open.length === 0) return tooMany(here, 0);
  const kinds = new Map(open.map((each) => [[each.goods.di, each.goods.lot, each.goods.serial].join("|"), each]));
  if (kinds.size > 1) return say({ tone: "ask", word: t("scan.which"), detail: t("scan.which.what"), choices: [...kinds.values()] });
  const pieces = open[0].pieces * (state.quantity ?? 1);
  if (pieces > room(open)) return tooMany(open, room(open));
  count(open.map(({ goods }) => goods), pieces);
  state.quantity = null;
  await saveDraft();
  return say({ tone: "good", word: t("said.counted"), goods: open[0].goods, detail: leftText() });
}

function tooMany(matches, left) {
  state.quantity = null;
  return say({ tone: "bad", word: left === 0 && matches[0].goods.serial ? t("said.twice") : t("said.over"), goods: matches[0].goods, detail: t("said.over.what", { count: number(left) }) });
}

/** Goods of another stop: at a door that is the wrong one; else it says where they go. */
function elsewhere(found) {
  const { stop, goods } = found.find((each) => isOpen(each.stop)) ?? found[0];
  const what = t("stop.number", { number: number(stop.number), count: number(stop.of) });
  const gone = stop.state === "signed" || stop.state === "waiting" ? t("wrong.gone") : "";
  return say(state.at
    ? { tone: "alarm", word: t("wrong.door"), lead: t("wrong.for"), consignee: stop.consignee, goods, detail: [what, gone].filter(Boolean).join(" · "), next: t("wrong.door.what") }
    : { tone: gone ? "ask" : "good", word: t("found.stop"), consignee: stop.consignee, goods, detail: [what, gone].filter(Boolean).join(" · ") });
}

function count(goods, pieces) {
  let left = pieces;
  for (const each of goods) {
    const taken = Math.min(left, leftOf(each, state.draft));
    state.draft.counts[keyOf(each)] = (state.draft.counts[keyOf(each)] ?? 0) + taken;
    left -= taken;
  }
}

function leftText() {
  const left = stopNow().goods.reduce((sum, each) => sum + leftOf(each, state.draft), 0);
  return left === 0 ? t("door.complete") : t("door.left", { count: number(left) });
}

// ---- at the door ----

const saveDraft = () => outbox.shelve(draftKey(state.at), state.draft);

async function openDoor(stop) {
  if (stop.state === "refused") {
    Object.assign(state, { view: "open", at: null, draft: null, answer: null });
    return draw();
  }
  state.at = { shipment: stop.shipment.shipmentId, consignee: stop.consignee };
  state.view = "door";
  state.answer = null;
  state.quantity = null;
  state.draft = isOpen(stop) ? (await outbox.shelved(draftKey(state.at))) ?? newDraft() : null;
  draw();
  byId("view").scrollTop = 0;
  return scanner.home();
}

function home() {
  Object.assign(state, { view: "home", at: null, draft: null, answer: null, quantity: null });
  draw();
  byId("view").scrollTop = 0;
  scanner.home();
}

/** The handover is kept on the device with its id and time; from then on it is only sent. */
async function handOver(body) {
  const at = now().toISOString();
  const { shipment, consignee } = state.at;
  const row = { deliveryId: crypto.randomUUID(), shipment, body: { ...body, at }, draft: state.draft };
  await outbox.keep(row, at, (each) => each.shipment === shipment && each.body.consignee === consignee);
  await outbox.shelve(draftKey(state.at), null);
  home();
  say({ tone: "wait", word: outbox.reachable() ? t("said.sending") : t("said.kept"), consignee, detail: t("said.kept.what"), row: row.deliveryId });
  outbox.send();
}

function answered({ detail: { row, line } }) {
  const refused = line.status >= 400;
  if (state.view === "open") {
    signal(refused ? "alarm" : "good");
  } else if (state.view !== "home") {
    toast(t(refused ? "toast.refused" : "toast.taken", { name: nameNow("enterprise", row.body.consignee) ?? row.body.consignee }), refused ? "bad" : "good");
    if (refused) signal("alarm");
  } else if (refused) {
    say({ tone: "alarm", ...problemOf(line), consignee: row.body.consignee });
  } else {
    const warm = line.outside?.length > 0;
    say({ tone: warm ? "ask" : "good", word: t("said.taken"), consignee: row.body.consignee, detail: warm ? t("said.outside") : "", next: line.refused?.length > 0 ? t("said.back", { count: number(piecesIn(line.refused)) }) : null });
  }
  refresh();
  if (!refused) reload();
}

function say(answer) {
  state.answer = answer;
  signal(answer.tone);
  draw();
  if (state.at) byId("view").scrollTop = 0;
}

// ---- what the server refused ----

const waiting = () => state.open.filter((row) => row.state === "waiting");
const unclear = () => state.open.filter((row) => row.state !== "waiting" && row.who === me()?.who);

async function correct(row) {
  await outbox.shelve(draftKey({ shipment: row.shipment, consignee: row.body.consignee }), row.draft);
  await outbox.drop(row.deliveryId);
  state.open = await outbox.openRows();
  const stop = stops().find((each) => isAt(each, { shipment: row.shipment, consignee: row.body.consignee }));
  if (stop) await openDoor(stop);
  else home();
}

async function seen(row) {
  await outbox.drop(row.deliveryId);
  await forget(picturesOf(row));
  reload();
}

const withoutTime = (row) => outbox.again(row.deliveryId, (same) => ({ ...same, deliveryId: crypto.randomUUID(), body: { ...same.body, at: undefined } }));
const isOfTime = ({ type, field: named }) => type === "/problems/delivered-before-it-left" || named === "at";

// ---- drawing ----

function draw() {
  if (scanner) outbox.shelve("place", state.at);
  byId("scanLabel").textContent = t("scan.label");
  field.placeholder = state.draft ? t("scan.box") : t("scan.find");
  const title = state.view === "open" ? t("open.title") : state.view === "door" ? t("door.title") : t("drive.title");
  document.title = `${title} · Lotline`;
  const focused = marked(document.activeElement);
  hand.drawBar({ title, back: state.view === "home" ? null : home, waiting: waiting().length, reachable: outbox.reachable(), menu });
  const shown = (state.view === "open" ? openView() : state.view === "door" && stopNow() ? doorView(stopNow()) : homeView()).filter(Boolean);
  const view = byId("view");
  if (shown.length !== view.children.length || shown.some((each, index) => view.children[index] !== each)) view.replaceChildren(...shown);
  if (focused && document.activeElement === document.body) document.querySelector(focused)?.focus({ preventScroll: true });
}

const lotText = (goods) => [goods.lot, goods.serial, goods.expiryDate ? t("until", { day: day(goods.expiryDate) }) : null].filter(Boolean).join(" · ");

function answerCard() {
  const { answer } = state;
  if (!answer) return null;
  const loud = answer.tone === "alarm" || answer.tone === "bad";
  return element("section", { id: "answer", className: `answer ${answer.tone === "alarm" ? "bad alarm" : answer.tone}`, role: loud ? "alert" : "status" },
    icon(answer.tone === "alarm" ? "bad" : answer.tone),
    element("h2", { text: answer.word }),
    answer.lead ? element("p", { className: "answer-detail", text: answer.lead }) : null,
    answer.consignee ? named("p", "answer-name", "enterprise", answer.consignee) : null,
    answer.main ? element("p", { className: "answer-name mono", text: answer.main }) : null,
    answer.goods ? named("p", "answer-name", "device", answer.goods.di) : null,
    answer.goods ? element("p", { className: "answer-detail mono", text: lotText(answer.goods) }) : null,
    answer.detail ? element("p", { className: "answer-detail", text: answer.detail }) : null,
    answer.advice ? element("p", { className: "answer-advice", text: answer.advice }) : null,
    answer.next ? element("p", { className: "answer-next", text: answer.next }) : null,
    answer.raw ? element("p", { className: "mono raw", text: visible(answer.raw) }) : null,
    answer.choices ? element("div", { className: "choices", role: "group", "aria-label": answer.word }, answer.choices.map((each, index) =>
      element("button", { type: "button", className: "choice", "data-stay": `which-${index}`, onclick: () => take([each]) }, element("strong", { className: "mono", text: lotText(each.goods) })))) : null);
}

const notice = () => hand.openNotice(unclear().length, () => { state.view = "open"; draw(); byId("view").focus(); });

function homeView() {
  if (state.shipments.length > 0 && vehicleNow() === null) return [answerCard(), vehicleView()];
  const shown = mine();
  return [
    notice(), answerCard(),
    shown.length === 0 ? empty(t("none.shipments"), t("none.shipments.what")) : null,
    ...shown.map(shipmentCard),
    state.fresh ? element("p", { className: "muted fresh" }, t("fresh"), " ", when(state.fresh)) : null];
}

function vehicleView() {
  const shipmentsOf = (vehicle) => state.shipments.filter((each) => vehicle === ALL || vehicleOf(each) === vehicle).length;
  return element("section", { className: "stack" }, element("h2", { text: t("vehicle.ask") }),
    element("div", { className: "choices" }, [...vehicles(), ALL].map((vehicle) => element("button", { type: "button", className: "choice", "data-stay": `vehicle-${vehicle}`, onclick: () => chooseVehicle(vehicle) },
      element("strong", { text: vehicleName(vehicle) }), element("span", { className: "count", text: t("vehicle.shipments", { count: number(shipmentsOf(vehicle)) }) })))));
}

const vehicleName = (vehicle) => (vehicle === ALL ? t("vehicle.all") : vehicle || t("vehicle.none"));

async function chooseVehicle(vehicle) {
  state.vehicle = vehicle;
  await outbox.shelve("vehicle", vehicle);
  draw();
  await loading;
  reload();
}

function shipmentCard(shipment) {
  const all = stopsOf(shipment, state.open, state.done);
  const signed = all.filter((each) => each.state === "signed" || each.state === "waiting").length;
  const next = all.find(isOpen);
  return element("section", { className: "card shipment", "aria-label": t("shipment.title", { id: shipment.shipmentId }), "data-shipment": shipment.shipmentId },
    element("div", { className: "row spread" }, element("h2", { text: vehicleName(vehicleOf(shipment)) }), shipment.dispatched ? badge(signed === all.length ? "good" : "", t("shipment.signed", { count: number(signed), of: number(all.length) })) : badge("warn", t("shipment.loading"))),
    element("p", { className: "muted" }, element("span", { className: "mono", text: shipment.shipmentId }), shipment.dispatched ? element("span", {}, " · ", t("shipment.left"), " ", when(shipment.dispatched)) : ` · ${t("shipment.loading.what")}`),
    element("ol", { className: "stops" }, all.map((stop) => element("li", {}, element("button", { type: "button", className: `choice stop ${stop === next ? "next" : ""}`, "data-stay": `stop-${shipment.shipmentId}-${stop.consignee}`, "data-consignee": stop.consignee, onclick: () => openDoor(stop) },
      element("span", { className: "stop-number", text: number(stop.number) }),
      named("strong", "", "enterprise", stop.consignee),
      badge(TONE[stop.state], t(`stop.${stop.state}`)),
      element("span", { className: "muted", text: stop.goods.length > 0 ? t("pieces", { count: number(piecesIn(stop.goods)) }) : "" }))))),
    backList(shipment));
}

/** What was not taken and is still on board: what the order counts, and what waits here to be told. */
function backList(shipment) {
  const untold = waiting().filter((row) => row.shipment === shipment.shipmentId).flatMap((row) => (row.body.refused ?? []).map((each) => ({ ...each, marks: [[each.lot, each.serial].filter(Boolean).join(" ")], consignee: row.body.consignee })));
  const all = [...(shipment.back ?? []), ...untold];
  return all.length === 0 ? null : element("section", { className: "back stack", "aria-label": t("back.title") }, element("h3", { text: t("back.title") }),
    element("ul", { className: "stock" }, all.map((each) => element("li", {}, named("strong", "", "device", each.di), element("span", { className: "count", text: t("pieces", { count: number(each.quantity) }) }),
      element("span", { className: "muted" }, element("span", { className: "mono", text: each.marks.join(t("comma")) }), " · ", named("span", "", "enterprise", each.consignee))))),
    element("p", { className: "hint", text: t("back.what") }));
}

// the form of a door is made once: what is typed and drawn stays while everything around it is drawn anew
let door = null;

function doorView(stop) {
  const key = [state.at.shipment, state.at.consignee, locale(), state.draft !== null].join("|");
  if (door?.key !== key || door.draft !== state.draft) {
    door = { key, draft: state.draft, top: element("div", { className: "stack" }), proof: state.draft ? proofForm(stop, state.draft, saveDraft, handOver) : null };
  }
  const top = [
    answerCard(),
    element("section", { className: "card stack door" },
      element("div", { className: "row spread" }, element("span", { className: "muted", text: t("stop.number", { number: number(stop.number), count: number(stop.of) }) }), badge(TONE[stop.state], t(`stop.${stop.state}`))),
      named("h2", "consignee", "enterprise", stop.consignee),
      element("p", { className: "muted", text: [vehicleName(vehicleOf(stop.shipment)), ...new Set(stop.goods.map((each) => each.orderId))].join(" · ") }),
      state.draft && state.quantity !== null ? element("p", { className: "answer-next", role: "status", text: t("quantity.next", { count: number(state.quantity) }) }) : null,
      handedText(stop)),
    stop.goods.length === 0 ? empty(t("door.nothing"), t(stop.state === "loading" ? "shipment.loading.what" : "door.nothing.what")) : element("ul", { className: "card lines", "aria-label": t("lines") }, stop.goods.map((goods) => lineOf(goods))),
  ].filter(Boolean);
  door.top.replaceChildren(...top);
  return [door.top, door.proof];
}

function handedText(stop) {
  if (stop.row) return element("p", { text: t("handed.waiting", { who: stop.row.body.receivedBy }) }, " ", when(stop.row.at));
  if (stop.signed) return element("p", {}, t("handed.signed", { who: stop.signed.receivedBy }), " ", when(stop.signed.at));
  return null;
}

function lineOf(goods) {
  const key = keyOf(goods);
  const counted = state.draft?.counts[key] ?? 0;
  const refused = state.draft?.refused[key];
  const left = state.draft ? leftOf(goods, state.draft) : 0;
  const name = nameNow("device", goods.di) ?? goods.di;
  const change = async (pieces) => { state.draft.counts[key] = Math.max(0, Math.min(goods.quantity - (refused?.quantity ?? 0), pieces)); await saveDraft(); draw(); };
  return element("li", { className: `line ${state.draft && left === 0 ? "complete" : ""}`, "data-line": `${goods.lot ?? ""}${goods.serial ?? ""}` },
    named("strong", "", "device", goods.di),
    element("span", { className: "mono muted", text: lotText(goods) }),
    state.draft ? element("span", { className: "line-count" }, element("output", { text: t("line.count", { counted: number(counted), quantity: number(goods.quantity) }) }), left === 0 ? badge("good", t("line.complete")) : null)
      : element("span", { className: "line-count", text: t("pieces", { count: number(goods.quantity) }) }),
    refused ? element("p", { className: "refused" }, badge("warn", t("line.refused", { count: number(refused.quantity) })), " ", refused.reason) : null,
    state.draft ? element("div", { className: "row" },
      element("button", { type: "button", className: "square", "data-stay": `less-${key}`, "aria-label": t("line.less", { name }), onclick: () => change(counted - 1) }, icon("less")),
      element("button", { type: "button", className: "square", "data-stay": `more-${key}`, "aria-label": t("line.more", { name }), onclick: () => change(counted + 1) }, icon("plus")),
      left > 1 ? element("button", { type: "button", "data-stay": `all-${key}`, onclick: () => change(counted + left) }, t("line.all", { count: number(left) })) : null,
      element("button", { type: "button", className: "refuse", "data-stay": `refuse-${key}`, onclick: () => refuse(goods, name, state.draft, () => saveDraft().then(draw)) }, t("line.refuse"))) : null);
}

function openView() {
  const own = unclear();
  const later = waiting();
  return [element("section", { className: "stack" },
    own.length === 0 && later.length === 0 ? empty(t("open.none"), t("open.none.what")) : null,
    own.map((row) => {
      const problem = problemOf(row.answer);
      return element("article", { className: "card open-row bad", "data-delivery": row.deliveryId },
        element("div", { className: "row spread" }, badge("bad", problem.word), when(row.at)),
        named("h2", "", "enterprise", row.body.consignee),
        element("p", { className: "muted", text: `${row.shipment} · ${row.body.receivedBy}` }),
        problem.detail ? element("p", { text: problem.detail }) : null,
        problem.advice ? element("p", { className: "muted", text: problem.advice }) : null,
        element("div", { className: "row" },
          element("button", { type: "button", "data-stay": `correct-${row.deliveryId}`, onclick: () => correct(row) }, t("open.correct")),
          isOfTime(row.answer) ? element("button", { type: "button", "data-stay": `time-${row.deliveryId}`, onclick: () => withoutTime(row) }, t("open.time")) : null,
          element("button", { type: "button", "data-stay": `again-${row.deliveryId}`, onclick: () => outbox.again(row.deliveryId, (same) => same) }, t("open.again")),
          element("button", { type: "button", className: "quiet", "data-stay": `seen-${row.deliveryId}`, onclick: () => seen(row) }, t("open.seen"))));
    }),
    later.length > 0 ? element("section", { className: "card stack" }, element("h2", { text: t("open.waiting", { count: number(later.length) }) }),
      element("p", { className: "muted", text: t("said.kept.what") }),
      element("ul", { className: "stock" }, later.map((row) => element("li", {}, named("strong", "", "enterprise", row.body.consignee), when(row.at),
        element("span", { className: "muted", text: `${row.shipment} · ${row.body.receivedBy}` }),
        row.who !== me()?.who ? element("span", { className: "muted", text: t("open.other", { person: row.person || t("open.somebody") }) }) : null)))) : null)];
}

const menu = () => hand.menu({ path: "/drive", draw, waiting: () => waiting().filter((row) => row.who === me()?.who).length, own: (shut) => [
  element("div", { className: "row spread" }, element("span", { text: t("menu.vehicle", { vehicle: vehicleNow() === null ? "–" : vehicleName(vehicleNow()) }) }),
    vehicles().length < 2 ? null : element("button", { type: "button", onclick: shut(() => { state.vehicle = null; home(); }) }, t("menu.change"))),
  element("button", { type: "button", className: "wide", id: "reload", onclick: shut(reload) }, t("menu.reload")),
  element("button", { type: "button", className: "wide", id: "openFromMenu", onclick: shut(() => { state.view = "open"; draw(); }) }, t("open.title"))] });

// ---- the beginning ----

async function welcome(watched) {
  [state.shipments, state.vehicle, state.fresh] = await Promise.all([kept(), outbox.shelved("vehicle"), outbox.shelved("fresh")]);
  state.vehicle ??= null;
  [state.open, state.done] = await Promise.all([outbox.openRows(), outbox.lately()]);
  const place = await outbox.shelved("place");
  scanner = watched;
  const stop = place && stops().find((each) => isAt(each, place));
  if (stop) await openDoor(stop);
  else draw();
  scanner.home();
  reload();
}

setInterval(() => { if (!document.hidden && !byId("app").hidden) reload(); }, FRESH_MILLIS);
outbox.events.addEventListener("reach", ({ detail }) => { if (detail && !byId("app").hidden) reload(); });

await hand.begin({
  path: "/drive", roles: ["operator", "admin"], queue: outbox, scanned, welcome, answered, refresh, escape: home,
  failed: (failure) => say({ tone: "bad", word: t("failed.title"), detail: failure.message }),
});
