/** What is to be seen of a recall, and done about it. */
import { me, read } from "/assets/frame/api.js";
import { badge, element } from "/assets/frame/dom.js";
import { ask, field, filled, typed, written } from "/assets/frame/forms.js";
import { facts, files, list, printButton, when } from "/assets/frame/lists.js";
import { number, speak, t } from "/assets/frame/language.js";
import { done } from "/assets/frame/shell.js";
import { deadlines, recallTone } from "/assets/desk/recall.js";
import { RECALL } from "/assets/recall/words.js";

speak(RECALL);

const AUTHORITY = ["regulator", "admin"];
const STAFF = ["quality", ...AUTHORITY];

const fileName = (path) => decodeURIComponent(path).replace(/^\/v1\//, "").replace(/[^\p{L}\p{N}._-]+/gu, "-");

/** The head of a document: what it is, how it stands, and its facts. */
export const record = (title, badges, path, pairs, ...more) => element("section", { className: "card stack" },
  element("div", { className: "row spread" }, element("h2", { tabindex: "-1" }, title), element("div", { className: "row no-print small-buttons" }, files(path, fileName(path)), printButton())),
  badges.length > 0 ? element("div", { className: "row" }, badges) : null, facts(pairs), more);

/** A recall; `links` are how this page leads on: { reading(path, text), trace(di, lot), piece(di, serial) }. */
export async function recallView(path, { reading, trace, piece }) {
  const recall = await read(`${path}?limit=1`);
  const total = (name, value, tone = "") => element("div", { className: `card total ${value > 0 ? tone : ""}`, "data-total": name }, element("strong", { text: number(value) }), element("span", { text: t(`sum.${name}`) }));
  const enterprise = (id, name) => (id ? reading(`/v1/enterprises/${encodeURIComponent(id)}`, name ?? id) : "");
  const traceOf = (lot) => (lot ? trace(recall.di, lot) : "–");
  const asked = new URLSearchParams();
  return [
    record(`${t("recall", { level: recall.level })} · ${recall.name ?? recall.di}`,
      [badge(recallTone(recall), t(`recall.${recall.state}`)), badge("wait", t(recall.ordered ? "recall.ordered" : "recall.voluntary"))], path,
      [[t("fact.recall"), recall.recallId], [t("fact.di"), reading(`/v1/devices/${encodeURIComponent(recall.di)}`, recall.di)], [t("col.reason"), recall.reason], [t("fact.since"), when(recall.startedAt)],
        [t("fact.closed"), recall.closedAt ? when(recall.closedAt) : ""], [t("fact.explanation"), recall.explanation], [t("fact.withdrawal"), recall.withdrawal], [t("fact.release"), recall.release], [t("fact.position"), number(recall.position)]],
      deadlines(recall),
      element("div", { className: "row" }, element("span", { className: "muted", text: t("col.lot") }), recall.lots.slice(0, 100).map((lot) => trace(recall.di, lot)), recall.serials.slice(0, 100).map((serial) => piece(recall.di, serial))),
      actions(recall, path)),
    element("section", { className: "totals", "aria-label": t("totals") },
      total("received", recall.received), total("located", recall.located), total("inPicking", recall.picked, "warn"), total("inTransit", recall.dispatched, "warn"),
      total("delivered", recall.delivered), total("recovered", recall.recovered), total("out", recall.outstanding, "bad"), total("unaccounted", recall.unaccounted, "bad")),
    element("h2", { text: t("consignees") }),
    ...(await list({
      name: "consignees", title: t("consignees"), path: `${path}/consignees`, asked, printed: false,
      columns: [
        [t("col.consignee"), (row) => element("div", { className: "product" }, element("strong", {}, enterprise(row.consignee, row.name)))],
        [t("sum.inTransit"), (row) => number(row.dispatched), "number"], [t("sum.delivered"), (row) => number(row.delivered), "number"], [t("col.returned"), (row) => number(row.returned), "number"],
        [t("sum.recovered"), (row) => number(row.recovered), "number"], [t("sum.out"), (row) => number(row.outstanding), "number"],
        [t("col.acknowledged"), (row) => said(row)],
        ...(recall.state !== "WITHDRAWN" && speaks() ? [[t("col.action"), (row) => (row.delivered > 0 && speaksFor(row) ? element("button", { type: "button", className: "no-print", "data-heard": row.consignee, onclick: () => heard(row, path) }, t("heard.do")) : ""), "actions"]] : []),
      ],
    })),
    element("h2", { text: t("underway") }),
    ...(await list({
      name: "underway", title: t("underway"), path: `${path}/underway`, asked, printed: false,
      columns: [
        [t("col.where"), (row) => element("div", { className: "product" }, element("strong", {}, row.order ? reading(`/v1/orders/${encodeURIComponent(row.order)}`, t("underway.order", { id: row.order })) : reading(`/v1/shipments/${encodeURIComponent(row.shipment)}`, t("underway.shipment", { id: row.shipment }))),
          element("span", { className: "muted" }, [row.consigneeName ?? row.consignee ?? row.carrierName ?? row.carrier, row.vehicle].filter(Boolean).join(" · ")))],
        [t("col.owner"), (row) => row.ownerName ?? row.owner], [t("fact.lot"), (row) => traceOf(row.lot)], [t("col.quantity"), (row) => number(row.quantity), "number"]],
    })),
    element("h2", { text: t("onHand") }),
    ...(await list({
      name: "locations", title: t("onHand"), path: `${path}/locations`, asked, printed: false,
      columns: [
        [t("col.place"), (row) => `${row.warehouse} ${row.location}`], [t("col.owner"), (row) => row.ownerName ?? row.owner],
        [t("fact.lot"), (row) => traceOf(row.lot)], [t("col.quantity"), (row) => number(row.quantity), "number"]],
    })),
  ];
}

function said(row) {
  if (row.acknowledged === undefined || row.acknowledged === null) return row.overdue ? badge("bad", t("overdue")) : badge("warn", t("acknowledged.not"));
  return element("div", {}, element("div", { text: t("acknowledged", { known: number(row.acknowledged), used: number(row.used), destroyed: number(row.destroyed) }) }), row.acknowledgedAt ? when(row.acknowledgedAt) : null);
}

const speaks = () => [...STAFF, "enterprise"].includes(me()?.role);
const speaksFor = (row) => STAFF.includes(me()?.role) || me()?.enterpriseId === row.consignee;

// ---- what is done about it ----

function actions(recall, path) {
  if (!STAFF.includes(me()?.role)) return null;
  const button = (name, text, act, className = "") => element("button", { type: "button", className, "data-do": name, onclick: act }, text);
  const authority = !recall.ordered || AUTHORITY.includes(me().role);
  const possible = [
    recall.state === "OPEN" ? button("close", t("close.do"), () => close(recall, path), "primary") : null,
    recall.state === "OPEN" && authority ? button("withdraw", t("withdraw.do"), () => withdraw(recall, path)) : null,
    recall.state === "CLOSED" && authority ? button("release", t("release.do"), () => release(recall, path)) : null,
  ].filter(Boolean);
  return possible.length > 0 ? element("div", { className: "row no-print" }, possible) : null;
}

function close(recall, path) {
  const open = recall.unaccounted > 0;
  ask({
    title: t("close.title", { id: recall.recallId }), label: t("close.do"), done, danger: open,
    fields: [
      open ? facts([[t("sum.inPicking"), number(recall.picked)], [t("sum.inTransit"), number(recall.dispatched)], [t("sum.out"), number(recall.outstanding)]]) : null,
      element("p", { text: t(open ? "close.open" : "close.all") }), field("explanation", t("close.why"), written({ required: open })),
    ].filter(Boolean),
    send: async (entered, write) => {
      await write(`${path}/close`, filled(entered));
      return t("close.done");
    },
  });
}

const withdraw = (recall, path) => ask({
  title: t("withdraw.title", { id: recall.recallId }), label: t("withdraw.do"), done, danger: true,
  fields: [element("p", { text: t("withdraw.what") }), field("reason", t("withdraw.why"), written({ required: true }))],
  send: async ({ reason }, write) => {
    await write(`${path}/withdrawal`, { reason });
    return t("withdraw.done");
  },
});

const release = (recall, path) => ask({
  title: t("release.title", { id: recall.recallId }), label: t("release.do"), done, danger: true,
  fields: [element("p", { text: t("release.what") }), field("reason", t("release.why"), written({ required: true }))],
  send: async ({ reason }, write) => {
    await write(`${path}/release`, { reason });
    return t("release.done");
  },
});

function heard(row, path) {
  const count = (value) => typed({ type: "number", min: "0", max: String(row.delivered), inputmode: "numeric", value: String(value ?? 0) });
  ask({
    title: t("heard.title", { who: row.name ?? row.consignee }), label: t("heard.send"), done,
    fields: [
      field("quantity", t("heard.known"), count(row.acknowledged ?? row.delivered)), field("used", t("heard.used"), count(row.used)),
      field("destroyed", t("heard.destroyed"), count(row.destroyed)), field("returned", t("heard.returned"), count(row.sentBack)),
    ],
    send: async (entered, write) => {
      await write(`${path}/acknowledgements`, { consignee: row.consignee, ...Object.fromEntries(Object.entries(entered).map(([name, value]) => [name, Number(value)])) });
      return t("heard.sent");
    },
  });
}
