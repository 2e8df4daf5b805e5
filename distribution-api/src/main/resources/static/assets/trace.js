/** A lot's trace: device, stops, a picture of where it went, and every step. */
import { Refused, byId, call, clock, element, homeLink, known, live, notice, number, open, signedIn, t, tiles, time } from "/assets/page.js";
import { draw, palette, size } from "/assets/charts.js";

const parameters = new URLSearchParams(location.search);
const di = parameters.get("di") ?? "";
const lot = parameters.get("lot") ?? "";
const resource = `/v1/trace/lots/${encodeURIComponent(di)}/${encodeURIComponent(lot)}`;

let trace = null;
let readAt = "";

const sum = (rows, part = (row) => row.quantity) => rows.reduce((total, row) => total + part(row), 0);
const named = (name, id) => name ?? id ?? "";

function show(redraw = false) {
  byId("content").hidden = false;
  document.title = `${trace.device?.name ?? di} ${lot} · Lotline`;
  byId("deviceName").textContent = trace.device?.name ?? di;
  byId("ids").textContent = `DI ${trace.di} · ${t("field.lot")} ${trace.lot ?? "–"}`;
  facts();
  banners();
  tiles([
    ["received", trace.received], ["onHand", sum(trace.onHand)], ["inPicking", sum(trace.inPicking)],
    ["inTransit", sum(trace.inTransit)], ["delivered", sum(trace.consignees)], ["returned", sum(trace.consignees, (row) => row.returned), "warn"],
  ]);
  picture(redraw);
  timeline();
  tables();
  live("ok", t("live.ok", { time: readAt, position: number(trace.position) }));
}

function facts() {
  const device = trace.device ?? {};
  const celsius = device.minCelsius === undefined && device.maxCelsius === undefined ? null : `${device.minCelsius ?? ""} – ${device.maxCelsius ?? ""} ℃`;
  const rows = {
    registrationNumber: device.registrationNumber, holder: device.holder, model: device.model, specification: device.specification,
    riskClass: device.riskClass && t(`risk.${device.riskClass}`), implantable: device.implantable ? t("yes") : null, storage: celsius,
    productionDate: trace.productionDate, expiryDate: trace.expiryDate,
  };
  byId("facts").replaceChildren(...Object.entries(rows).filter(([, value]) => value).map(([name, value]) =>
    element("div", {}, element("dt", { text: t(`fact.${name}`) }), element("dd", { text: value }))));
}

function banners() {
  const recalls = trace.recalls.map((recall) => element("div", { className: "banner bad", role: "alert" },
    element("strong", { text: recall.state === "WITHDRAWN" ? t("event.RecallWithdrawn") : recall.state === "RELEASED" ? t("event.RecallReleased") : recall.state === "CLOSED" ? t("recall.closed") : t("recall.level", recall) }),
    element("span", { text: `${recall.recall} · ${recall.reason} · ${t("since", { time: time(recall.since) })}` })));
  const holds = trace.holds.map((hold) => element("div", { className: "banner" },
    element("strong", { text: t("hold") }),
    element("span", { text: [hold.hold, hold.reason, hold.serial, hold.location, t("since", { time: time(hold.since) })].filter(Boolean).join(" · ") })));
  byId("banners").replaceChildren(...recalls, ...holds);
}

/** Suppliers → the park's warehouse → bins, orders in picking, shipments → consignees. */
function picture(redraw) {
  const colours = palette();
  const nodes = new Map();
  const links = new Map();
  const node = (id, label, color, depth) => { if (!nodes.has(id)) nodes.set(id, { name: id, label, itemStyle: { color }, depth }); return id; };
  const flow = (source, target, value) => { const key = `${source}\n${target}`; links.set(key, (links.get(key) ?? 0) + value); };
  const warehouse = node("warehouse", t("flow.warehouse"), colours.blue, 1);
  for (const row of trace.sources) flow(node(`s:${row.supplier}`, named(row.name, row.supplier), colours.teal, 0), warehouse, row.quantity);
  const tone = { QUALIFIED: colours.green, ON_HOLD: colours.red, EXPIRED: colours.red, PENDING_INSPECTION: colours.blue, NON_CONFORMING: colours.violet, RETURNED: colours.grey };
  const bins = [...trace.onHand].sort((a, b) => b.quantity - a.quantity);
  bins.slice(0, 12).forEach((row) => flow(warehouse, node(`l:${row.warehouse}/${row.location}:${row.status}`, `${row.warehouse}/${row.location} ${t(`status.${row.status}`)}`, tone[row.status], 2), row.quantity));
  if (bins.length > 12) flow(warehouse, node("l:more", `… +${bins.length - 12}`, colours.grey, 2), sum(bins.slice(12)));
  for (const row of trace.inPicking) flow(warehouse, node(`o:${row.order}`, t("flow.picking", row), colours.violet, 2), row.quantity);
  for (const row of trace.consignees) {
    const shipment = node(`v:${row.shipment}`, row.shipment, colours.amber, 2);
    flow(warehouse, shipment, row.quantity);
    flow(shipment, node(`c:${row.consignee}`, named(row.name, row.consignee), colours.teal, 3), row.quantity);
  }
  for (const row of trace.inTransit) {
    const shipment = node(`v:${row.shipment}`, row.shipment, colours.amber, 2);
    flow(warehouse, shipment, row.quantity);
    flow(shipment, node(`w:${row.consignee}`, t("flow.onWay", { name: named(row.name, row.consignee) }), colours.grey, 3), row.quantity);
  }
  const narrow = byId("picture").clientWidth < 600;
  const labels = new Map([...nodes.values()].map((each) => [each.name, each.label]));
  const amount = new Map();
  const into = new Map();
  for (const [key, value] of links) {
    const [source, target] = key.split("\n");
    amount.set(source, (amount.get(source) ?? 0) + value);
    into.set(target, (into.get(target) ?? 0) + value);
  }
  const shownAmount = (id) => number(id === warehouse ? trace.received : into.get(id) ?? amount.get(id));
  const total = { received: number(trace.received), onHand: number(sum(trace.onHand)), inTransit: number(sum(trace.inTransit)), delivered: number(sum(trace.consignees)) };
  draw("picture", {
    tooltip: { trigger: "item", renderMode: "richText", confine: true, backgroundColor: colours.panel, borderColor: colours.line, textStyle: { color: colours.text },
      formatter: ({ dataType, data }) => (dataType === "edge" ? `${labels.get(data.source)} → ${labels.get(data.target)}: ${number(data.value)}` : `${labels.get(data.name)}: ${shownAmount(data.name)}`) },
    series: [{
      type: "sankey", nodeAlign: "justify", draggable: false, nodeWidth: 14, nodeGap: narrow ? 18 : 14, layoutIterations: 32,
      left: narrow ? 8 : 12, right: narrow ? 96 : 190, top: 12, bottom: 12,
      emphasis: { focus: "adjacency" },
      lineStyle: { color: "gradient", opacity: .38, curveness: .5 },
      label: { color: colours.text, fontSize: size(narrow ? 11 : 13), lineHeight: size(narrow ? 13 : 16), width: narrow ? 84 : 170, overflow: "break", formatter: ({ name }) => `${labels.get(name)}  ${shownAmount(name)}`, textBorderWidth: 0 },
      data: [...nodes.values()].map(({ name, itemStyle, depth }) => ({ name, itemStyle, depth, label: narrow && depth < 2 ? { show: depth === 0, width: 58 } : {} })),
      links: [...links].map(([key, value]) => { const [source, target] = key.split("\n"); return { source, target, value }; }),
    }],
  }, links.size ? t("flow.summary", total) : "", redraw);
}

const TONES = {
  GoodsReceived: "in", GoodsInspected: "in", GoodsPutAway: "in", ShipmentDispatched: "out", ItemLoaded: "out", ItemPicked: "out", ItemChecked: "out", ItemPacked: "out", ItemUnloaded: "out",
  ShipmentDelivered: "good", HoldReleased: "good", StockHeld: "stop", RecallStarted: "stop", RecallClosed: "stop", GoodsReturned: "stop",
};

function place(text) {
  if (!text) return "";
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const id = text.slice(colon + 1);
  const names = [...trace.sources.map((row) => [row.supplier, row.name]), ...trace.consignees.map((row) => [row.consignee, row.name]), ...trace.inTransit.map((row) => [row.consignee, row.name])];
  const name = kind === "supplier" || kind === "consignee" ? names.find(([each]) => each === id)?.[1] : null;
  return name ?? `${t(`place.${kind}`)} ${id}`;
}

/** Scan after scan of the same kind, between the same places, is one entry. */
function entries() {
  const grouped = [];
  for (const step of trace.history) {
    const key = JSON.stringify([step.event, step.from, step.to, step.place, step.actor, step.references, step.remark, step.status]);
    const before = grouped.at(-1);
    if (before?.key === key) {
      before.times += 1;
      before.quantity += step.quantity ?? 0;
      before.last = step;
    } else {
      grouped.push({ key, step, last: step, times: 1, quantity: step.quantity ?? 0 });
    }
  }
  return grouped;
}

function timeline() {
  const rows = entries().map(({ step, last, times, quantity }) => {
    const from = time(step.occurredAt ?? step.at);
    const until = time(last.occurredAt ?? last.at);
    const path = step.from && step.to && step.from !== step.to ? `${place(step.from)} → ${place(step.to)}` : place(step.place);
    const references = Object.entries(step.references).filter(([kind]) => !["consignee", "location"].includes(kind)).map(([kind, id]) => `${t(`ref.${kind}`)} ${id}`);
    const details = [...references, step.remark, t("step.actor", { actor: step.actorLabel ?? step.actor }), t("step.position", { position: number(step.position) })];
    return element("li", { className: TONES[step.event] ?? "" },
      element("div", { className: "head" },
        element("strong", { text: known(`event.${step.event}`) ? t(`event.${step.event}`) : step.event }),
        step.quantity !== undefined ? element("span", { className: "count", text: t("step.pieces", { quantity: number(quantity) }) }) : null,
        times > 1 ? element("span", { className: "badge", text: t("step.times", { times: number(times) }) }) : null,
        step.status ? element("span", { className: `badge ${step.status === "QUALIFIED" ? "good" : "warn"}`, text: t(`status.${step.status}`) }) : null,
        element("time", { datetime: step.occurredAt ?? step.at, text: until === from ? from : `${from} – ${until.slice(0, 10) === from.slice(0, 10) ? until.slice(11) : until}` })),
      path ? element("div", { className: "path", text: path }) : null,
      element("div", { className: "detail", text: details.filter(Boolean).join(" · ") }));
  });
  byId("timeline").replaceChildren(...rows);
  byId("more").hidden = trace.historyNext === undefined;
}

function tables() {
  const table = (title, columns, rows) => {
    const head = element("tr", {}, ...columns.map(([name, , kind]) => element("th", { text: t(`col.${name}`), scope: "col", className: kind ?? "" })));
    const body = rows.map((row) => element("tr", {}, ...columns.map(([, value, kind]) => element("td", { text: value(row), className: kind ?? "" }))));
    return element("section", { className: "panel" },
      element("h2", { text: t(`table.${title}`) }),
      rows.length ? element("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": t(`table.${title}`) }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...body))) : element("p", { className: "empty", text: t("table.none") }));
  };
  const owner = ["owner", (row) => named(row.ownerName, row.owner)];
  const quantity = ["quantity", (row) => number(row.quantity), "number"];
  const consignee = ["consignee", (row) => named(row.name, row.consignee)];
  const order = ["order", (row) => row.order];
  byId("tables").replaceChildren(
    table("consignees", [consignee, quantity, ["returned", (row) => number(row.returned), "number"], order, ["shipment", (row) => row.shipment], ["at", (row) => time(row.deliveredAt), "when"], ["receivedBy", (row) => row.receivedBy]], trace.consignees),
    table("inTransit", [consignee, quantity, order, ["shipment", (row) => row.shipment], ["at", (row) => time(row.dispatchedAt), "when"]], trace.inTransit),
    table("onHand", [["place", (row) => `${row.warehouse}/${row.location}`], ["status", (row) => t(`status.${row.status}`)], quantity, ["expiryDate", (row) => row.expiryDate ?? "", "when"], owner], trace.onHand),
    table("inPicking", [order, consignee, quantity, owner], trace.inPicking),
    table("sources", [["supplier", (row) => named(row.name, row.supplier)], quantity, ["notice", (row) => row.notice], owner, ["at", (row) => time(row.at), "when"]], trace.sources),
  );
}

async function download(accept, extension) {
  const answer = await call(resource, accept);
  const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: `${di}-${lot}.${extension}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function busy(button, work) {
  button.disabled = true;
  try {
    await work();
    notice("");
  } catch (failure) {
    await failed(failure);
  } finally {
    button.disabled = false;
  }
}

async function failed(failure) {
  if (failure instanceof Refused && failure.status === 401) {
    live("", "");
    await signedIn(true);
    return read();
  }
  if (failure instanceof Refused) {
    const words = { 403: t("error.forbidden"), 404: t("error.unknown", { di, lot }) };
    notice(words[failure.status] ?? t("error.other", { status: failure.status, detail: failure.message }), failure.status !== 404);
    live("", "");
    return undefined;
  }
  live("late", trace ? t("live.late", { time: readAt }) : t("live.never"));
  setTimeout(read, 5_000);
  return undefined;
}

async function read() {
  try {
    const answer = await call(resource);
    trace = await answer.json();
    readAt = clock(new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium" }).format(new Date()));
    notice("");
    show();
  } catch (failure) {
    await failed(failure);
  }
}

async function more() {
  const answer = await call(`${resource}?after=${trace.historyNext}`);
  const page = await answer.json();
  trace = { ...page, history: [...trace.history, ...page.history] };
  show();
}

open(() => {
  byId("home").href = homeLink();
  byId("toOverview").href = homeLink();
  if (trace) show(true);
});
byId("home").href = homeLink();
byId("toOverview").href = homeLink();
byId("lookup").elements.di.value = di;
byId("lookup").elements.lot.value = lot;
byId("csv").addEventListener("click", (event) => busy(event.target, () => download("text/csv", "csv")));
byId("epcis").addEventListener("click", (event) => busy(event.target, () => download("application/ld+json", "jsonld")));
byId("more").addEventListener("click", (event) => busy(event.target, more));
await signedIn();
if (di && lot) {
  live("", t("live.loading"));
  await read();
} else {
  notice(t("error.ask"), false);
}
