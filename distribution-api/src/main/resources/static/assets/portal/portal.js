/** What an enterprise has in the park, what it sends and awaits, and what stops it. */
import { call, me, read, rows } from "/assets/frame/api.js";
import { badge, dialog, element, empty, icon, table, toast } from "/assets/frame/dom.js";
import { ask, choice, field, option, typed, writer } from "/assets/frame/forms.js";
import { complain, explain } from "/assets/frame/frame.js";
import { notTaken, signedBy } from "/assets/frame/handovers.js";
import { STATUSES, due, expiry, files, filterBar, learn, linkTo, list, nameOf, pageOf, printButton, product, statusBadge, sumOf, when } from "/assets/frame/lists.js";
import { locale, number, parkDay, speak, t } from "/assets/frame/language.js";
import { done, shell } from "/assets/frame/shell.js";
import { importButton } from "/assets/imports/imports.js";
import { PORTAL } from "/assets/portal/words.js";

speak(PORTAL);

const PAGE = 100;
const ORDER_STATES = ["PLACED", "PARTIALLY_ALLOCATED", "ALLOCATED", "PICKING", "PICKED", "CHECKED", "SHIPPED", "DELIVERED", "REFUSED", "CANCELLED"];
const NOTICE_STATES = ["FILED", "RECEIVING", "RECEIVED", "INSPECTED"];
const STATE_TONE = { DELIVERED: "good", SHIPPED: "good", INSPECTED: "good", CANCELLED: "", REFUSED: "warn", PARTIALLY_ALLOCATED: "warn" };

// ---- stock ----

const pieces = (items, more) => t(more ? "sum.first" : "sum", { count: number(items.length), quantity: number(sumOf(items)), available: number(sumOf(items, "available")) });

async function stockView(filters) {
  const overview = await read("/v1/insight/overview");
  const totals = [["onHand", "stock", {}], ["available", "stock", { status: "QUALIFIED" }], ["nearExpiry90", "stock", { status: "QUALIFIED" }, "warn"], ["expired", "stock", { status: "EXPIRED" }, "bad"], ["openHolds", "stops", {}, "warn"], ["openRecalls", "stops", {}, "bad"]];
  return [
    element("section", { className: "totals", "aria-label": t("totals") }, totals.map(([name, tab, wanted, tone]) =>
      element("a", { className: `card total ${overview.totals[name] > 0 ? tone ?? "" : ""}`, href: linkTo(tab, wanted), "data-total": name },
        element("strong", { text: number(overview.totals[name]) }), element("span", { text: t(`total.${name}`) })))),
    ...(await list({
      name: "stock", path: "/v1/stock", asked: filters, sum: pieces,
      fields: [{ name: "status", label: t("filter.status"), options: STATUSES.map((each) => [each, t(`status.${each}`)]) }, { name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }],
      columns: [
        [t("col.product"), (row) => product(row.name, row.di)],
        [t("col.lot"), (row) => element("div", { className: "mono" }, element("a", { href: `/trace?${new URLSearchParams({ di: row.di, lot: row.lot ?? "" })}`, text: row.lot ?? "–", title: t("trace") }), row.serial ? ` ${row.serial}` : "")],
        [t("col.expires"), (row) => expiry(row)],
        [t("col.place"), (row) => `${row.warehouse} ${row.location}`],
        [t("col.status"), (row) => statusBadge(row.status)],
        [t("col.quantity"), (row) => number(row.quantity), "number"],
        [t("col.available"), (row) => number(row.available), "number"],
      ],
    })),
  ];
}

// ---- orders ----

async function ordersView(filters) {
  return list({
    name: "orders", path: "/v1/orders", asked: filters,
    before: (items) => learn("devices", items.flatMap((row) => row.lines.map((line) => line.di))),
    action: element("span", { className: "row" }, element("button", { type: "button", className: "primary", id: "newOrder", onclick: () => newOrder().catch(complain) }, t("new.order")), importButton("orders")),
    fields: [{ name: "state", label: t("filter.state"), options: ORDER_STATES.map((each) => [each, t(`state.${each}`)]) }],
    columns: [
      [t("col.consignee"), (row) => element("div", { className: "product" }, element("strong", { text: row.consigneeName ?? row.consignee }), element("span", { className: "mono", text: row.orderId }))],
      [t("col.lines"), (row) => element("div", {}, row.lines.slice(0, 5).map((line) => element("div", { text: `${nameOf("devices", line.di)} × ${number(line.ordered ?? line.quantity)}` })), row.lines.length > 5 ? `… ${number(row.lines.length)}` : null)],
      [t("col.status"), (row) => badge(STATE_TONE[row.state] ?? "wait", t(`state.${row.state}`))],
      [t("col.delivery"), delivery],
      [t("col.placed"), (row) => when(row.placed)],
    ],
  });
}

const SHIPMENT_TONE = { DISPATCHED: "warn", DELIVERED: "good" };

/** How an order travels and who signed for it, asked for when it is opened. */
function delivery(row) {
  const shown = element("details", { "data-delivery": row.orderId }, element("summary", { text: t("delivery.show") }));
  shown.addEventListener("toggle", async () => {
    if (!shown.open || shown.children.length > 1) return;
    try {
      const { items } = await read(`/v1/orders/${encodeURIComponent(row.orderId)}/shipments`);
      if (shown.children.length > 1) return;
      shown.append(...(items.length > 0 ? items.map(journey) : [element("p", { className: "muted", text: t("delivery.none") })]),
        ...(row.lines.some((line) => line.picked > 0) ? [paper(`/v1/orders/${encodeURIComponent(row.orderId)}/packing-list`, "paper.packing")] : []));
    } catch (failure) {
      shown.open = false;
      complain(failure);
    }
  });
  return shown;
}

const paper = (href, word) => element("div", {}, element("a", { href, target: "_blank", rel: "noopener", text: t(word) }));

const journey = (shipment) => element("div", { className: "stack" },
  element("div", {}, shipment.leftBehind ? badge("warn", t("delivery.leftBehind")) : badge(SHIPMENT_TONE[shipment.state] ?? "wait", t(`delivery.${shipment.state}`)), " ", element("span", { className: "mono", text: shipment.shipmentId })),
  element("div", { className: "muted", text: t("delivery.by", { carrier: shipment.carrierName ?? shipment.carrier, vehicle: shipment.vehicle ?? "" }).trim() }),
  shipment.dispatched ? element("div", {}, `${t("delivery.left")} `, when(shipment.dispatched)) : null,
  shipment.dispatched && !shipment.leftBehind ? paper(`/v1/shipments/${encodeURIComponent(shipment.shipmentId)}/delivery-note?consignee=${encodeURIComponent(shipment.consignee)}`, "paper.note") : null,
  shipment.deliveries.map(signedBy),
  shipment.refused.map(notTaken));

const stamp = () => parkDay().replaceAll("-", "") + "-" + Math.random().toString(36).slice(2, 6).toUpperCase();

/** A form of a document with lines. `line` makes the fields of one. */
function documentForm(title, head, line, send) {
  const lines = element("div", { className: "stack" });
  const problem = element("div", { role: "alert" });
  const button = element("button", { type: "submit", className: "primary", text: t("form.send") });
  const numbered = () => [...lines.children].forEach((each, index) => {
    each.querySelector("legend").textContent = t("form.line", { number: index + 1 });
    each.querySelector("button").setAttribute("aria-label", t("form.remove", { number: index + 1 }));
    each.querySelector("button").hidden = lines.children.length === 1;
  });
  let made = 0;
  const add = () => {
    made += 1;
    const set = element("fieldset", {}, element("legend"), ...line(made), element("button", { type: "button", onclick: (event) => { event.currentTarget.parentElement.remove(); numbered(); } }, icon("close")));
    lines.append(set);
    numbered();
    return set;
  };
  const form = element("form", { className: "stack" }, element("div", { className: "two" }, head), lines,
    element("button", { type: "button", id: "addLine", onclick: () => add().querySelector("select, input").focus() }, t("form.add")), problem, button);
  add();
  const shown = dialog(title, t("close"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = t("form.sending");
    problem.replaceChildren();
    const values = new FormData(form);
    const each = [...lines.children].map((set) => Object.fromEntries([...set.querySelectorAll("select, input")].map((control) => [control.name.replace(/-\d+$/, ""), control.value.trim()])));
    try {
      const [text, tone] = await send(Object.fromEntries([...values].map(([name, value]) => [name, value.trim()])), each);
      shown.close();
      toast(text, tone);
      done();
    } catch (failure) {
      const { title: what, lines: advice } = explain(failure);
      problem.replaceChildren(element("p", { className: "field-error", text: what }), ...advice.map((text) => element("p", { text })));
      button.disabled = false;
      button.textContent = t("form.send");
    }
  });
}

/** A field for an enterprise's id; proposes those that this one has dealt with. */
function party(name, label, pairs) {
  const hints = element("datalist", { id: `known-${name}` }, [...new Map(pairs)].map(([id, text]) => element("option", { value: id, label: text ?? id })));
  return [field(name, label, typed({ list: `known-${name}` })), hints];
}

async function newOrder() {
  const [orders, stock] = await Promise.all([read("/v1/orders?limit=1000"), rows("/v1/stock?status=QUALIFIED", 5_000)]);
  const products = new Map();
  for (const row of stock) {
    const known = products.get(row.di) ?? { name: row.name ?? row.di, available: 0 };
    known.available += row.available;
    products.set(row.di, known);
  }
  const warehouses = [...new Set(stock.map((row) => row.warehouse))].sort();
  const warehouse = choice(warehouses.map((id) => [id, id]));
  if (warehouses.length === 1) [warehouse.value] = warehouses;
  const write = writer();
  documentForm(t("new.order"),
    [field("id", t("form.id"), typed({ value: `SO-${stamp()}`, pattern: "[A-Za-z0-9._\\-]{1,64}" })), ...party("consignee", t("form.consignee"), orders.items.map((row) => [row.consignee, row.consigneeName])), field("warehouse", t("form.warehouse"), warehouse)],
    (made) => [
      field(`di-${made}`, t("form.product"), choice([...products].map(([di, each]) => [di, t("form.product.available", { name: each.name, count: number(each.available) })]))),
      element("div", { className: "two" }, field(`quantity-${made}`, t("form.quantity"), typed({ type: "number", min: "1", inputmode: "numeric" })), field(`days-${made}`, t("form.days"), typed({ type: "number", min: "0", required: false, inputmode: "numeric" }))),
    ],
    async (head, lines) => {
      const id = encodeURIComponent(head.id);
      const body = { owner: me().enterpriseId, consignee: head.consignee, warehouse: head.warehouse, lines: lines.map((line, index) => ({ lineId: String(index + 1), di: line.di, quantity: Number(line.quantity), ...(line.days ? { minimumRemainingDays: Number(line.days) } : {}) })) };
      await call(`/v1/orders/${id}`, { method: "PUT", body });
      const allocated = await (await write(`/v1/orders/${id}/allocation`)).json();
      const short = sumOf(allocated.lines, "short");
      return short > 0 ? [t("sent.short", { id: head.id, short: number(short) }), "warn"] : [t("sent.order", { id: head.id }), "good"];
    });
}

// ---- notices ----

async function noticesView(filters) {
  return list({
    name: "notices", path: "/v1/inbound-notices", asked: filters,
    before: (items) => learn("devices", items.flatMap((row) => row.lines.slice(0, 5).map((line) => line.di))),
    action: element("button", { type: "button", className: "primary", id: "newNotice", onclick: () => newNotice().catch(complain) }, t("new.notice")),
    fields: [{ name: "state", label: t("filter.state"), options: NOTICE_STATES.map((each) => [each, t(`state.${each}`)]) }],
    columns: [
      [t("col.supplier"), (row) => element("div", { className: "product" }, element("strong", { text: row.supplierName ?? row.supplier }), element("span", { className: "mono", text: row.noticeId }))],
      [t("col.lines"), (row) => element("div", {}, row.lines.slice(0, 5).map((line) => element("div", { text: `${nameOf("devices", line.di)} × ${number(line.expected ?? line.quantity)}` })), row.lines.length > 5 ? `… ${number(row.lines.length)}` : null)],
      [t("col.status"), (row) => badge(STATE_TONE[row.state] ?? "wait", t(`state.${row.state}`))],
      [t("col.received"), (row) => `${number(row.receivedPieces)} / ${number(row.expectedPieces)}`, "number"],
      [t("col.placed"), (row) => when(row.filed)],
    ],
  });
}

async function newNotice() {
  const [devices, stock, notices] = await Promise.all([rows("/v1/devices", 2_000), read("/v1/stock?limit=100"), read("/v1/inbound-notices?limit=1000")]);
  const warehouses = [...new Set([...stock.items, ...notices.items].map((row) => row.warehouse))].sort();
  const hints = element("datalist", { id: "warehouses" }, warehouses.map((id) => option(id, id)));
  documentForm(t("new.notice"),
    [field("id", t("form.id"), typed({ value: `ASN-${stamp()}`, pattern: "[A-Za-z0-9._\\-]{1,64}" })), ...party("supplier", t("form.supplier"), notices.items.map((row) => [row.supplier, row.supplierName])), field("warehouse", t("form.warehouse"), typed({ list: "warehouses", value: warehouses.length === 1 ? warehouses[0] : "" })), hints],
    (made) => [
      field(`di-${made}`, t("form.product"), choice(devices.map((row) => [row.di, `${row.name ?? row.di} ${row.specification ?? ""}`]))),
      element("div", { className: "two" }, field(`quantity-${made}`, t("form.quantity"), typed({ type: "number", min: "1", inputmode: "numeric" })), field(`lot-${made}`, t("form.lot"), typed({ required: false })), field(`expiryDate-${made}`, t("form.expiry"), typed({ type: "date", required: false }))),
    ],
    async (head, lines) => {
      const body = { owner: me().enterpriseId, supplier: head.supplier, warehouse: head.warehouse, lines: lines.map((line) => ({ di: line.di, quantity: Number(line.quantity), ...(line.lot ? { lot: line.lot } : {}), ...(line.expiryDate ? { expiryDate: line.expiryDate } : {}) })) };
      await call(`/v1/inbound-notices/${encodeURIComponent(head.id)}`, { method: "PUT", body });
      return [t("sent.notice", { id: head.id }), "good"];
    });
}

// ---- what stops goods ----

async function stopsView() {
  const [holds, recalls] = await Promise.all([read(`/v1/holds?state=OPEN&limit=${PAGE}`), read(`/v1/recalls?state=OPEN&limit=${PAGE}`)]);
  const traces = (di, lots) => (lots?.length > 0 ? lots.map((lot) => element("a", { className: "mono", href: `/trace?${new URLSearchParams({ di, lot })}`, text: lot })) : [element("span", { text: t("lots.all") })]);
  const reached = new Map(await Promise.all(recalls.items.map(async ({ recallId }) => [recallId, await delivered(recallId)])));
  const cards = [
    ...recalls.items.map((row) => element("article", { className: "card stop bad", "data-recall": row.recallId },
      element("div", { className: "row spread" }, badge("bad", t("recall", { level: row.level })), when(row.startedAt)),
      product(row.name, row.di), element("p", { text: row.reason }), element("div", { className: "row" }, traces(row.di, row.lots), element("a", { href: `/recalls/${encodeURIComponent(row.recallId)}`, text: t("recall.page") })), ...answer(row, reached.get(row.recallId)))),
    ...holds.items.map((row) => element("article", { className: "card stop" },
      element("div", { className: "row spread" }, badge("warn", t("hold")), when(row.since)),
      product(row.name, row.di), element("p", { text: row.reason }), element("div", { className: "row" }, traces(row.di, row.lot ? [row.lot] : []), row.serial ? element("span", { className: "mono", text: row.serial }) : null, row.location ? element("span", { text: row.location }) : null))),
  ];
  return cards.length > 0 ? cards : [empty(t("none.stops"), t("none.stops.what"))];
}

/** What of a recall was delivered to this enterprise itself; null where nothing was. */
async function delivered(recallId) {
  const recall = await read(`/v1/recalls/${encodeURIComponent(recallId)}?limit=1`);
  const own = recall.consignees.find((each) => each.consignee === me().enterpriseId);
  return own ? { ...own, deadlines: recall.deadlines } : null;
}

/** Whoever got recalled goods says what became of them. */
function answer(recall, own) {
  if (!own) return [];
  const answered = own.acknowledged !== undefined;
  const pieces = (count) => t("reached.pieces", { count: number(count) });
  return [
    element("dl", { className: "facts" },
      element("div", {}, element("dt", { text: t("reached.delivered") }), element("dd", { text: pieces(own.delivered) })),
      element("div", {}, element("dt", { text: t("reached.outstanding") }), element("dd", { text: pieces(own.outstanding) })),
      due(t("deadline.notify"), parkDay(own.deadlines.notify), when(own.deadlines.notify), !answered)),
    element("div", { className: "row spread" },
      answered ? badge("good", t("reached.answered", { used: number(own.used), destroyed: number(own.destroyed), returned: number(own.sentBack) })) : badge("warn", t("reached.open")),
      own.delivered > 0 ? element("button", { type: "button", className: answered ? "" : "primary", "data-answer": recall.recallId, onclick: () => answerForm(recall, own) }, t(answered ? "reached.again" : "reached.answer")) : null),
  ];
}

function answerForm(recall, own) {
  const count = (value) => typed({ type: "number", min: "0", max: String(own.delivered), inputmode: "numeric", value: String(value ?? 0) });
  ask({
    title: t("reached.answer"), label: t("reached.send"), done,
    fields: [
      field("quantity", t("reached.quantity"), count(own.acknowledged ?? own.delivered), t("reached.quantity.hint")),
      field("used", t("reached.used"), count(own.used)), field("destroyed", t("reached.destroyed"), count(own.destroyed)), field("returned", t("reached.returned"), count(own.sentBack)),
    ],
    send: async (entered, write) => {
      await write(`/v1/recalls/${encodeURIComponent(recall.recallId)}/acknowledgements`, { consignee: me().enterpriseId, ...Object.fromEntries(Object.entries(entered).map(([name, value]) => [name, Number(value)])) });
      return t("reached.sent");
    },
  });
}

// ---- what it costs ----

const MONTHS = 13;
const STATEMENT_TONE = { ISSUED: "good", DUE: "warn" };

/** Amounts come as text, and are shown exactly as they are. */
const yuan = (amount) => (amount === undefined ? "–" : `¥${new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(amount)}`);

const daysOf = (row) => (row.from === row.to ? row.from : `${row.from} – ${row.to}`);

const itemOf = ({ item, kind }) => `${kind === "CORRECTION" ? `${t("item.correction")} ` : ""}${item.split(" ").map((each) => t(`item.${each}`)).join(" ")}`;

/** This month and those before it. */
function lastMonths() {
  const [year, month] = parkDay().split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7));
}

async function statementsView(filters) {
  const months = lastMonths();
  const month = filters.get("month") ?? months[0];
  const path = `/v1/statements?${new URLSearchParams({ month })}`;
  const statement = await read(path);
  return [
    filterBar("statements", [{ name: "month", label: t("filter.month"), options: months.map((each) => [each, each]), whole: false }], () => month),
    element("section", { className: "card stack" },
      element("div", { className: "row spread" },
        element("h2", {}, statement.month, " ", badge(STATEMENT_TONE[statement.state] ?? "wait", t(`statement.${statement.state}`))),
        element("div", { className: "row no-print" }, files(path, `statement-${statement.month}`), printButton())),
      element("p", { role: "status" }, element("strong", { text: t("statement.total", { amount: yuan(statement.total) }) }), " ", element("span", { className: "muted", text: statement.issuedAt ? t("statement.issued", { position: number(statement.position) }) : t("statement.through", { day: statement.through }) })),
      statement.lines.length === 0
        ? empty(t("none.statements"), t("none.statements.what"))
        : element("div", { className: "list" }, table(t("tab.statements"), [
          [t("col.item"), (row) => element("div", { className: "product" }, element("strong", { text: itemOf(row) }), element("span", { text: row.corrects ? t("statement.corrects", { position: number(row.corrects) }) : daysOf(row) }))],
          [t("col.quantity"), (row) => `${number(row.quantity)} ${t(`unit.${row.unit}`)}`, "number"],
          [t("col.price"), (row) => (row.price === undefined ? badge("warn", t("statement.unpriced")) : yuan(row.price)), "number"],
          [t("col.amount"), (row) => yuan(row.amount), "number"],
          [t("col.tariff"), (row) => element("span", { className: "mono", text: row.tariff ?? "–" })],
          [t("col.events"), (row) => element("button", { type: "button", className: "no-print", "data-line": row.line, "aria-label": t("events.of", { item: itemOf(row) }), onclick: () => eventsOf(row).catch(complain) }, t("events.show"))],
        ], statement.lines))),
  ];
}

/** What a line comes from, page by page. */
async function eventsOf(line) {
  const shown = element("div", { className: "list" });
  const more = element("button", { type: "button", text: t("more") });
  const found = [];
  const load = async (next) => {
    const page = await pageOf(next, PAGE);
    found.push(...page.items);
    shown.replaceChildren(table(t("events.of", { item: itemOf(line) }), [
      [t("col.position"), (row) => number(row.position), "number"],
      [t("col.placed"), (row) => (row.at ? when(row.at) : daysOf(row))],
      [t("col.what"), (row) => (row.location ? t("events.lay", { location: row.location, count: number(row.pieces) }) : (row.document ?? "–"))],
      [t("col.quantity"), (row) => number(row.quantity), "number"],
    ], found));
    more.hidden = page.next === null;
    more.onclick = () => load(page.next).catch(complain);
  };
  await load(line.events);
  dialog(itemOf(line), t("close"), element("div", { className: "stack" }, shown, more));
}

await shell({
  path: "/portal", title: "portal.title", subtitle: () => me()?.name ?? me()?.label ?? "", roles: ["enterprise"],
  tabs: ["stock", "orders", "notices", "stops", "statements"], views: { stock: stockView, orders: ordersView, notices: noticesView, stops: stopsView, statements: statementsView },
});
