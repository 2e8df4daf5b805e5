/** One search box, and what an inspector asks of what was found: who got how much, what is still here, what stops it. */
import { read } from "/assets/frame/api.js";
import { badge, byId, element, empty } from "/assets/frame/dom.js";
import { notTaken, signedBy } from "/assets/frame/handovers.js";
import { learn, linkTo, list, lotOf, nameOf, part, product, when } from "/assets/frame/lists.js";
import { day, known, number, speak, t } from "/assets/frame/language.js";
import { shell } from "/assets/frame/shell.js";
import { recallTone } from "/assets/desk/recall.js";
import { traceView } from "/assets/desk/trace.js";
import { DESK } from "/assets/desk/words.js";
import { recallView, record } from "/assets/recall/view.js";

speak(DESK);

const KINDS = ["DEVICE", "LOT", "SERIAL", "UNIT", "RECALL", "ENTERPRISE", "NOTICE", "ORDER", "SHIPMENT"];
const HOLD_TONE = { OPEN: "bad", RELEASED: "good" };
const LICENCE_COLUMNS = ["number", "kind", "scope", "validFrom", "validTo"];
const GS = "\u001d";

// ---- search ----

function searchForm(q = "") {
  const input = element("input", { id: "q", name: "q", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", value: q, "aria-describedby": "q-hint" });
  // what scanners type for the separator of a label
  input.addEventListener("keydown", (event) => {
    if ((event.ctrlKey && (event.code === "BracketRight" || event.key === "]")) || event.key === GS || event.key === "F8") {
      event.preventDefault();
      input.setRangeText(GS, input.selectionStart, input.selectionEnd, "end");
    }
  });
  const form = element("form", { className: "card stack no-print", role: "search" },
    element("label", { for: "q", text: t("search.label") }),
    element("div", { id: "search" }, input, element("button", { type: "submit", className: "primary", text: t("search.go") })),
    element("p", { className: "hint", id: "q-hint", text: t("search.hint") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = linkTo("search", { q: input.value.trim() });
    if (location.hash === wanted) dispatchEvent(new Event("hashchange"));
    else location.hash = wanted;
  });
  return form;
}

async function searchView(asked) {
  const q = asked.get("q") ?? "";
  if (!q) return [searchForm(), empty(t("search.start"), t("search.start.what"))];
  const { items } = await read(`/v1/search?${new URLSearchParams({ q })}`);
  if (items.length === 0) return [searchForm(q), empty(t("search.none", { q }), t("search.none.what"))];
  const kinds = KINDS.filter((kind) => items.some((item) => item.kind === kind));
  return [searchForm(q),
    element("p", { className: "muted", role: "status", "data-q": q, text: t(items.length < 50 ? "search.found" : "search.found.most", { count: number(items.length) }) }),
    ...kinds.map((kind) => element("section", { className: "found", "aria-labelledby": `kind-${kind}` },
      element("h2", { id: `kind-${kind}`, text: t(`kind.${kind}`) }),
      element("ul", {}, items.filter((item) => item.kind === kind).map((item) => element("li", {}, element("a", { href: linkTo("read", { path: item.href, q }), "data-kind": item.kind },
        element("strong", { text: item.title }), item.detail ? element("span", { className: "muted", text: item.detail }) : null))))))];
}

// ---- what was found ----

const READERS = [
  [/^\/v1\/trace\//, traceView], [/^\/v1\/recalls\//, (path) => recallView(path, { reading, trace: traceOf, piece: pieceOf })], [/^\/v1\/devices\//, deviceView], [/^\/v1\/orders\//, orderView],
  [/^\/v1\/inbound-notices\//, noticeView], [/^\/v1\/shipments\//, shipmentView], [/^\/v1\/enterprises\//, enterpriseView],
];

async function readView(asked) {
  const path = asked.get("path") ?? "";
  const reader = READERS.find(([start]) => start.test(path))?.[1];
  if (!reader) return searchView(new URLSearchParams());
  const back = element("a", { className: "no-print back", href: linkTo("search", { q: asked.get("q") }), text: asked.get("q") ? t("back", { q: asked.get("q") }) : t("back.new") });
  return [back, ...(await reader(path))];
}

const reading = (path, text) => element("a", { href: linkTo("read", { path }), text });
const traceOf = (di, lot) => (lot ? element("a", { className: "mono", href: linkTo("read", { path: `/v1/trace/lots/${encodeURIComponent(di)}/${encodeURIComponent(lot)}` }), text: lot }) : "–");
const enterpriseOf = (id, name) => reading(`/v1/enterprises/${encodeURIComponent(id)}`, name ?? id);

async function deviceView(path) {
  const device = await read(path);
  const asked = `di=${encodeURIComponent(device.di)}`;
  const [recalls, holds] = await Promise.all([read(`/v1/recalls?state=OPEN&limit=1000&${asked}`), read(`/v1/holds?state=OPEN&limit=1000&${asked}`)]);
  const stops = (lot) => [
    ...recalls.items.filter((each) => each.lots.includes(lot)).map((each) => badge("bad", t("recall", { level: each.level }))),
    ...holds.items.filter((each) => !each.lot || each.lot === lot).map(() => badge("warn", t("hold"))),
  ];
  const celsius = device.storage ? `${device.storage.minCelsius ?? ""} – ${device.storage.maxCelsius ?? ""} ℃` : "";
  return [
    record(device.name, [], path, [
      [t("fact.di"), device.di], [t("fact.model"), device.model], [t("fact.specification"), device.specification], [t("fact.registration"), device.registrationNumber],
      [t("fact.registrationTo"), device.registrationValidTo ? day(device.registrationValidTo) : ""], [t("fact.holder"), device.holder], [t("fact.risk"), t(`risk.${device.riskClass}`)],
      [t("fact.class"), device.classificationCode], [t("fact.implantable"), device.implantable ? t("yes") : ""], [t("fact.storage"), celsius]]),
    ...(await list({
      name: "lots", title: t("lots"), path: `/v1/devices/${encodeURIComponent(device.di)}/lots`, asked: new URLSearchParams(), printed: false,
      columns: [
        [t("fact.lot"), (row) => element("a", { className: "mono", href: linkTo("read", { path: row.href }), text: row.lot })],
        [t("col.stops"), (row) => element("div", { className: "row" }, stops(row.lot))],
      ],
    })),
  ];
}

const pieceOf = (di, serial) => element("a", { className: "mono", href: linkTo("read", { path: `/v1/trace/serials/${encodeURIComponent(di)}/${encodeURIComponent(serial)}` }), text: serial });

const paper = (href, word) => element("a", { href, target: "_blank", rel: "noopener", text: t(word) });

async function orderView(path) {
  const order = await read(path);
  return [record(t("title.order", { id: order.orderId }), [badge("wait", t(`state.${order.state}`))], path,
    [[t("col.consignee"), enterpriseOf(order.consignee, order.consigneeName)], [t("col.owner"), enterpriseOf(order.owner, order.ownerName)], [t("fact.warehouse"), order.warehouse], [t("col.placed"), when(order.placed)],
      [t("fact.papers"), order.lines.some((row) => row.picked > 0) ? paper(`${path}/packing-list`, "paper.packing") : ""]]),
  part({ id: "lines", title: t("col.lines"), rows: order.lines, columns: [
    [t("col.product"), (row) => element("div", { className: "product" }, element("strong", {}, reading(`/v1/devices/${encodeURIComponent(row.di)}`, row.name ?? row.di)), element("span", { className: "mono", text: row.di }))],
    ...["ordered", "allocated", "picked", "checked", "shipped", "delivered"].map((each) => [t(`line.${each}`), (row) => number(row[each]), "number"])] })];
}

async function noticeView(path) {
  const notice = await read(`${path}?limit=1`);
  await Promise.all([learn("enterprises", [notice.supplier, notice.owner]), learn("devices", notice.lines.map((row) => row.di))]);
  return [record(t("title.notice", { id: notice.noticeId }), [badge("wait", t(`state.${notice.state}`))], path,
    [[t("col.supplier"), enterpriseOf(notice.supplier, nameOf("enterprises", notice.supplier))], [t("col.owner"), enterpriseOf(notice.owner, nameOf("enterprises", notice.owner))], [t("fact.warehouse"), notice.warehouse],
      [t("line.expected"), number(notice.expectedPieces)], [t("line.received"), number(notice.receivedPieces)], [t("col.placed"), when(notice.filed)]]),
  ...(await list({
    name: "received", title: t("received"), path: `${path}/received`, asked: new URLSearchParams(), printed: false, none: "received",
    before: (rows) => learn("devices", rows.map((row) => row.di)),
    columns: [
      [t("col.product"), (row) => product(nameOf("devices", row.di), row.di)], [t("fact.lot"), (row) => traceOf(row.di, row.lot)], [t("col.expires"), (row) => day(row.expiryDate)],
      [t("line.received"), (row) => number(row.quantity), "number"], [t("status.QUALIFIED"), (row) => number(row.qualified), "number"], [t("status.NON_CONFORMING"), (row) => number(row.nonConforming), "number"]],
  }))];
}

async function shipmentView(path) {
  const shipment = await read(`${path}?limit=1`);
  await learn("enterprises", [shipment.carrier, ...shipment.stops]);
  return [record(t("title.shipment", { id: shipment.shipmentId }), [badge("wait", known(`shipment.${shipment.state}`) ? t(`shipment.${shipment.state}`) : shipment.state)], path,
    [[t("fact.carrier"), enterpriseOf(shipment.carrier, nameOf("enterprises", shipment.carrier))], [t("fact.vehicle"), shipment.vehicle], [t("fact.warehouse"), shipment.warehouse],
      [t("fact.stops"), element("span", {}, shipment.stops.flatMap((id, index) => [index > 0 ? "、" : "", enterpriseOf(id, nameOf("enterprises", id))]))],
      [t("fact.orders"), element("span", {}, shipment.orders.flatMap((id, index) => [index > 0 ? "、" : "", reading(`/v1/orders/${encodeURIComponent(id)}`, id)]))],
      [t("fact.dispatched"), shipment.dispatched ? when(shipment.dispatched) : ""],
      [t("fact.papers"), shipment.dispatched ? paper(`${path}/delivery-note`, "paper.note") : ""]]),
  ...(await list({
    name: "goods", title: t("col.lines"), path: `${path}/goods`, asked: new URLSearchParams(), printed: false, none: "here",
    before: (rows) => Promise.all([learn("devices", rows.map((row) => row.di)), learn("enterprises", rows.map((row) => row.consignee))]),
    columns: [
      [t("col.product"), (row) => product(nameOf("devices", row.di), row.di)], [t("col.lot"), (row) => element("span", {}, traceOf(row.di, row.lot), row.serial ? ` ${row.serial}` : "")],
      [t("col.consignee"), (row) => nameOf("enterprises", row.consignee)], [t("col.quantity"), (row) => number(row.quantity), "number"]],
  })),
  shipment.dispatched ? element("h2", { text: t("handed") }) : null,
  ...(shipment.dispatched ? await list({
    name: "deliveries", title: t("handed"), path: `${path}/deliveries`, asked: new URLSearchParams(), printed: false, none: "handed",
    before: (rows) => learn("enterprises", rows.map((row) => row.consignee)),
    columns: [[t("col.consignee"), (row) => nameOf("enterprises", row.consignee)], [t("handed"), signedBy], [t("col.quantity"), (row) => number(row.quantity), "number"]],
  }) : []),
  shipment.refused.length > 0 ? element("h2", { text: t("delivery.refused") }) : null,
  ...(shipment.refused.length > 0 ? await list({
    name: "refused", title: t("delivery.refused"), path: `${path}/refused`, asked: new URLSearchParams(), printed: false, none: "here",
    before: (rows) => learn("devices", rows.map((row) => row.di)),
    columns: [[t("col.product"), (row) => product(nameOf("devices", row.di), row.di)], [t("delivery.refused"), notTaken], [t("col.consignee"), (row) => nameOf("enterprises", row.consignee)]],
  }) : [])];
}

async function enterpriseView(path) {
  const file = await read(path);
  return [record(file.name, file.roles.map((role) => badge("", known(`party.${role}`) ? t(`party.${role}`) : role)), path,
    [[t("fact.id"), file.enterpriseId], [t("fact.code"), file.unifiedSocialCreditCode], [t("fact.gln"), file.gln],
      ...(file.address ? [[t("fact.address"), file.address.text], [t("fact.contact"), file.address.contact],
        [t("fact.hours"), file.address.receivingHours.map((hours) => `${hours.from}–${hours.to}`).join("、")]] : [])]),
  file.licences.length === 0 ? empty(t("none.licences"), t("none.licences.what")) : part({ id: "licences", title: t("licences"), rows: file.licences, columns: LICENCE_COLUMNS.map((name) => [t(`licence.${name}`), (row) => (name.startsWith("valid") ? day(row[name]) : [row[name]].flat().join("、"))]) })];
}

// ---- lists ----

const STOP_FIELDS = () => [{ name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }, { name: "owner", label: t("filter.owner") }];

const recallsView = (asked) => list({
  name: "recalls", path: "/v1/recalls", asked,
  fields: [{ name: "state", label: t("filter.state"), initial: "OPEN", options: ["OPEN", "CLOSED", "RELEASED", "WITHDRAWN"].map((each) => [each, t(`recall.${each}`)]) }, ...STOP_FIELDS()],
  columns: [
    [t("col.product"), (row) => element("div", { className: "product" }, element("strong", {}, reading(`/v1/recalls/${encodeURIComponent(row.recallId)}`, row.name ?? row.di)), element("span", { className: "mono", text: row.di }))],
    [t("col.lot"), (row) => element("div", { className: "row" }, row.lots.slice(0, 5).map((lot) => traceOf(row.di, lot)), row.serials.slice(0, 5).map((serial) => element("span", { className: "mono", text: serial })), row.lotCount + row.serialCount > 5 ? t("and.more", { count: number(row.lotCount + row.serialCount) }) : null)],
    [t("col.reason"), (row) => row.reason],
    [t("col.status"), (row) => element("div", { className: "row" }, badge(recallTone(row), t(`recall.${row.state}`)), badge("", t("recall", { level: row.level })))],
    [t("col.when"), (row) => when(row.startedAt)]],
});

const holdsView = (asked) => list({
  name: "holds", path: "/v1/holds", asked,
  fields: [{ name: "state", label: t("filter.state"), initial: "OPEN", options: ["OPEN", "RELEASED"].map((each) => [each, t(`hold.${each}`)]) }, ...STOP_FIELDS()],
  columns: [
    [t("col.product"), (row) => product(row.name, row.di)],
    [t("col.lot"), (row) => element("div", {}, row.lot ? traceOf(row.di, row.lot) : row.serial ? element("span", { className: "mono", text: lotOf(row) }) : t("lots.all"), row.location ? element("div", { className: "muted", text: row.location }) : null)],
    [t("col.owner"), (row) => row.ownerName ?? row.owner ?? t("owners.all")],
    [t("col.reason"), (row) => row.reason],
    [t("col.status"), (row) => badge(HOLD_TONE[row.state], t(`hold.${row.state}`))],
    [t("col.by"), (row) => row.heldByLabel ?? ""],
    [t("col.when"), (row) => when(row.since)]],
});

await shell({
  path: "/desk", title: "desk.title", roles: ["regulator", "quality", "admin"], tabs: ["search", "recalls", "holds"],
  views: { search: searchView, recalls: recallsView, holds: holdsView, read: readView },
  drawn: (view) => { if (view === "search") byId("q")?.focus(); },
});
