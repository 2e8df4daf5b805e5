/** A trace as an inspector asks for it: who got how much, what is still here, what stops it, and how it came about. */
import { me, read } from "/assets/frame/api.js";
import { badge, element } from "/assets/frame/dom.js";
import { EPCIS, daysUntil, facts, files, learn, linkTo, nameOf, part, printButton, product, statusBadge, sumOf, when } from "/assets/frame/lists.js";
import { day, exactly, known, number, parkDay, t } from "/assets/frame/language.js";
import { historyView } from "/assets/desk/history.js";
import { deadlines, recallTone } from "/assets/desk/recall.js";

const STEPS = 1_000;
const STOPPED = ["ON_HOLD", "EXPIRED", "NON_CONFORMING"];

export async function traceView(path) {
  const trace = await read(`${path}?limit=${STEPS}`);
  const [recalls] = await Promise.all([
    Promise.all(trace.recalls.map((each) => read(`/v1/recalls/${encodeURIComponent(each.recall)}?limit=1`).catch(() => null))),
    learn("devices", (trace.contents ?? []).map((row) => row.di)),
  ]);
  const file = fileName(trace);
  const delivered = sumOf(trace.consignees);
  const out = delivered - sumOf(trace.consignees, "returned");
  const stopped = (trace.onHand ?? []).filter((row) => STOPPED.includes(row.status));
  const lists = [
    trace.contents && ["contents", trace.contents, contentColumns()],
    trace.consignees && ["consignees", byConsignee(trace.consignees), consigneeColumns()],
    trace.inTransit && ["inTransit", trace.inTransit, transitColumns()],
    trace.onHand && ["onHand", [...trace.onHand].sort((a, b) => b.quantity - a.quantity), onHandColumns()],
    trace.inPicking && ["inPicking", trace.inPicking, pickingColumns()],
    trace.sources && ["sources", trace.sources, sourceColumns()],
  ].filter(Boolean);
  const empties = lists.filter(([, rows]) => rows.length === 0).map(([name]) => t(name));
  return [
    head(path, trace, file),
    ...trace.recalls.map((each, index) => recallCard(each, recalls[index])),
    ...trace.holds.map(holdCard),
    element("section", { className: "totals", "aria-label": t("totals") },
      trace.consignees && total("delivered", delivered, "consignees"), trace.consignees && total("out", out, "consignees", "warn"),
      trace.inTransit && total("inTransit", sumOf(trace.inTransit), "inTransit", "warn"), trace.onHand && total("onHand", sumOf(trace.onHand), "onHand"), trace.onHand && total("stopped", sumOf(stopped), "onHand", "bad"),
      trace.inPicking && total("inPicking", sumOf(trace.inPicking), "inPicking", "warn"), trace.sources && total("received", trace.received, "sources")),
    ...lists.filter(([, rows]) => rows.length > 0).map(([name, rows, columns]) =>
      part({ id: name, title: t(name), rows, columns, actions: files(`${path}?part=${name}`, `${file}-${name}`, { of: t(name) }) })),
    empties.length > 0 ? element("p", { className: "muted", id: "empties", text: t("none.of", { lists: empties.join(t("and")) }) }) : null,
    historyView(path, trace, file),
    signatures(trace),
  ];
}

const fileName = (trace) => ["trace", trace.di, trace.lot, trace.serial, trace.sscc].filter(Boolean).join("-").replace(/[^\p{L}\p{N}._-]+/gu, "-");

function head(path, trace, file) {
  const device = trace.device ?? {};
  const what = trace.serial ? [t("fact.serial"), trace.serial] : trace.sscc ? [t("fact.sscc"), trace.sscc] : [t("fact.lot"), trace.lot ?? "–"];
  const celsius = device.minCelsius === undefined && device.maxCelsius === undefined ? "" : `${device.minCelsius ?? ""} – ${device.maxCelsius ?? ""} ℃`;
  const over = trace.expiryDate ? -daysUntil(trace.expiryDate) : 0;
  const picture = trace.lot && trace.di && !trace.serial ? element("a", { className: "button", href: `/trace?${new URLSearchParams({ di: trace.di, lot: trace.lot })}`, text: t("picture") }) : null;
  return element("section", { className: "card stack trace-head" },
    element("div", { className: "row spread" },
      element("div", {}, element("p", { className: "muted only-print", text: t("report") }), element("h2", { tabindex: "-1" }, `${what[0]} `, element("span", { className: "mono", text: what[1] })), device.name ? element("p", { className: "device-name", text: device.name }) : null),
      element("div", { className: "row no-print small-buttons" }, files(path, file, { more: [EPCIS] }), picture, printButton())),
    facts([
      [t("fact.di"), trace.di ? element("a", { className: "mono", href: linkTo("read", { path: `/v1/devices/${trace.di}` }), text: trace.di }) : ""], trace.serial ? [t("fact.lot"), trace.lot] : ["", ""],
      [t("fact.registration"), device.registrationNumber], [t("fact.holder"), device.holder], [t("fact.model"), [device.model, device.specification].filter(Boolean).join(" · ")],
      [t("fact.risk"), device.riskClass ? `${t(`risk.${device.riskClass}`)}${device.implantable ? ` · ${t("fact.implantable")}` : ""}` : ""], [t("fact.storage"), celsius],
      [t("fact.produced"), trace.productionDate ? day(trace.productionDate) : ""],
      [t("col.expires"), trace.expiryDate ? element("span", {}, day(trace.expiryDate), over > 0 ? badge("bad", t("days.over", { days: number(over) })) : null) : ""],
      [t("fact.position"), element("span", { text: number(trace.position), title: t("fact.position.what") })],
    ]));
}

function recallCard(each, reach) {
  return element("section", { className: "card stop bad stack", "data-recall": each.recall },
    element("div", { className: "row" }, badge(recallTone(each), `${t("recall", { level: each.level })} · ${t(`recall.${each.state}`)}`), each.ordered ? badge("wait", t("recall.ordered")) : null,
      element("a", { href: linkTo("read", { path: `/v1/recalls/${encodeURIComponent(each.recall)}` }), text: each.reason }), element("span", { className: "muted" }, t("since"), " ", when(each.since))),
    reach && each.state !== "WITHDRAWN" ? deadlines(reach) : null,
    each.state === "CLOSED" ? element("p", { className: "muted", text: t("recall.closed.what") }) : null);
}

const holdCard = (hold) => element("section", { className: "card stop", "data-hold": hold.hold },
  element("div", { className: "row" }, badge("warn", t("hold")), element("strong", { text: hold.reason }), [hold.serial, hold.location].filter(Boolean).map((text) => element("span", { className: "mono", text })), element("span", { className: "muted" }, t("since"), " ", when(hold.since))));

/** Every number leads to the list behind it. */
function total(name, value, list, tone = "") {
  return element("button", {
    type: "button", className: `card total ${value > 0 ? tone : ""}`, "data-total": name,
    onclick: () => {
      const title = document.getElementById(`${list}-title`) ?? document.getElementById("empties");
      title?.scrollIntoView({ block: "start" });
      title?.focus?.();
    },
  }, element("strong", { text: number(value) }), element("span", { text: t(`sum.${name}`) }));
}

// ---- who got how much ----

/** One row for each consignee, who has most of it first. */
function byConsignee(deliveries) {
  const rows = new Map();
  for (const one of deliveries) {
    const row = rows.get(one.consignee) ?? { consignee: one.consignee, name: one.name, quantity: 0, returned: 0, first: one.deliveredAt, last: one.deliveredAt, deliveries: [] };
    row.quantity += one.quantity;
    row.returned += one.returned;
    if (one.deliveredAt < row.first) row.first = one.deliveredAt;
    if (one.deliveredAt > row.last) row.last = one.deliveredAt;
    row.deliveries.push(one);
    rows.set(one.consignee, row);
  }
  return [...rows.values()].sort((a, b) => b.quantity - b.returned - (a.quantity - a.returned) || a.first.localeCompare(b.first));
}

const consigneeColumns = () => [
  [t("col.consignee"), (row) => element("details", { className: "deliveries" },
    element("summary", {}, element("strong", { text: row.name ?? row.consignee })),
    element("ul", {}, row.deliveries.map((one) => element("li", {}, when(one.deliveredAt), ` · ${t("pieces", { count: number(one.quantity) })} · ${t("title.shipment", { id: one.shipment })} · `,
      element("a", { href: linkTo("read", { path: `/v1/orders/${encodeURIComponent(one.order)}` }), text: t("title.order", { id: one.order }) }), ` · ${one.ownerName ?? one.owner} · ${t("signed", { who: one.receivedBy })}`))))],
  [t("sum.delivered"), (row) => number(row.quantity), "number"],
  [t("col.returned"), (row) => number(row.returned), "number"],
  [t("sum.out"), (row) => element("strong", { text: number(row.quantity - row.returned) }), "number"],
  [t("col.first"), (row) => when(row.first), "labelled"],
  [t("col.last"), (row) => when(row.last), "labelled"],
];

const transitColumns = () => [
  [t("col.consignee"), (row) => element("strong", { text: row.name ?? row.consignee })], [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("ref.shipment"), (row) => element("span", { className: "mono", text: row.shipment })], [t("col.owner"), (row) => row.ownerName ?? row.owner],
  [t("fact.dispatched"), (row) => (row.dispatchedAt ? when(row.dispatchedAt) : t("loading.vehicle"))],
];

const onHandColumns = () => [
  [t("col.place"), (row) => element("strong", { text: `${row.warehouse} ${row.location}` })], [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("col.status"), (row) => statusBadge(row.status)], [t("col.owner"), (row) => row.ownerName ?? row.owner], [t("col.expires"), (row) => (row.expiryDate ? day(row.expiryDate) : "")],
];

const pickingColumns = () => [
  [t("col.consignee"), (row) => element("strong", { text: row.name ?? row.consignee ?? "" })], [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("ref.order"), (row) => element("span", { className: "mono", text: row.order })], [t("col.owner"), (row) => row.ownerName ?? row.owner],
];

const sourceColumns = () => [
  [t("col.supplier"), (row) => element("strong", { text: row.name ?? row.supplier })], [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("ref.notice"), (row) => element("a", { className: "mono", href: linkTo("read", { path: `/v1/inbound-notices/${encodeURIComponent(row.notice)}` }), text: row.notice })],
  [t("col.owner"), (row) => row.ownerName ?? row.owner], [t("col.first"), (row) => when(row.at), "labelled"], [t("col.last"), (row) => when(row.lastAt), "labelled"],
];

const contentColumns = () => [
  [t("col.product"), (row) => product(nameOf("devices", row.di), row.di)], [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("col.lot"), (row) => element("span", {}, row.lot ? element("a", { className: "mono", href: linkTo("read", { path: `/v1/trace/lots/${encodeURIComponent(row.di)}/${encodeURIComponent(row.lot)}` }), text: row.lot }) : "–", row.serial ? ` ${row.serial}` : "")],
  [t("col.document"), (row) => [row.order && `${t("ref.order")} ${row.order}`, row.notice && `${t("ref.notice")} ${row.notice}`].filter(Boolean).join(" · ")],
];

/** What makes a printed trace a report: who printed it when, up to where it is complete, and who signs it. */
function signatures(trace) {
  return element("section", { className: "signature only-print", "aria-label": t("sign") },
    element("p", { className: "printed", text: t("printed", { who: me()?.label ?? "", at: exactly(Date.now()), position: number(trace.position) }) }),
    ["sign.inspector", "sign.inspected", "sign.date"].map((word) => element("p", { className: "line", text: known(word) ? t(word) : word })));
}
