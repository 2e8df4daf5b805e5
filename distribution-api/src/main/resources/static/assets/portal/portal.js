/** What an enterprise has in the park, what it sends and awaits, and what stops it. */
import { Refused, call, me, read, rows, signOut } from "/assets/frame/api.js";
import { badge, byId, dialog, element, empty, icon, table, toast } from "/assets/frame/dom.js";
import { askForKey, explain, languageButton, leave, roleOf, themeChoice } from "/assets/frame/frame.js";
import { day, exactly, number, paint, parkDay, said, speak, t } from "/assets/frame/language.js";
import { PORTAL } from "/assets/portal/words.js";

speak(PORTAL);

const PAGE = 100;
const NEAR_DAYS = 90;
const STATUSES = ["QUALIFIED", "PENDING_INSPECTION", "ON_HOLD", "EXPIRED", "NON_CONFORMING", "RETURNED"];
const ORDER_STATES = ["PLACED", "PARTIALLY_ALLOCATED", "ALLOCATED", "PICKING", "PICKED", "CHECKED", "SHIPPED", "DELIVERED", "CANCELLED"];
const NOTICE_STATES = ["FILED", "RECEIVING", "RECEIVED", "INSPECTED"];
const STATUS_TONE = { QUALIFIED: "good", ON_HOLD: "bad", EXPIRED: "bad", NON_CONFORMING: "bad", RETURNED: "warn", PENDING_INSPECTION: "warn" };
const STATE_TONE = { DELIVERED: "good", SHIPPED: "good", INSPECTED: "good", CANCELLED: "", PARTIALLY_ALLOCATED: "warn" };
const TABS = { stock: stockView, orders: ordersView, notices: noticesView, stops: stopsView };
const FILES = { CSV: ["text/csv", "csv"], XLSX: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"] };

const place = () => {
  const [tab, query] = location.hash.slice(1).split("?");
  return { tab: tab in TABS ? tab : "stock", filters: new URLSearchParams(query ?? "") };
};

const linkTo = (tab, filters = {}) => {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  return `#${tab}${query ? `?${query}` : ""}`;
};

const when = (at) => element("time", { datetime: at, title: exactly(at), text: said(at) });
const product = (name, di) => element("div", { className: "product" }, element("strong", { text: name ?? di }), name ? element("span", { className: "mono", text: di }) : null);

// ---- names of what rows name by id only ----

const names = new Map();

async function learn(kind, ids) {
  await Promise.all([...new Set(ids)].filter((id) => !names.has(`${kind}:${id}`)).map(async (id) => {
    const found = await read(`/v1/${kind}/${encodeURIComponent(id)}`).catch(() => ({}));
    names.set(`${kind}:${id}`, found.name ?? id);
  }));
}

// ---- lists ----

/** A list with its filters, its files, and the rest of it page by page. */
async function list({ tab, path, filters, columns, fields, sum, none, action, before }) {
  const query = new URLSearchParams([...filters].filter(([name, value]) => value && fields.some((field) => field.name === name)));
  const address = `${path}?${query}${query.size > 0 ? "&" : ""}`;
  const found = [];
  let next = `${address}limit=${PAGE}`;
  const bar = filterBar(tab, fields, filters);
  const shown = element("section", { className: "card stack" });

  async function load() {
    const answer = await call(next);
    const items = (await answer.json()).items;
    await before?.(items);
    found.push(...items);
    const link = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get("Link") ?? "")?.[1];
    next = link ? new URL(link, location.origin).pathname + new URL(link, location.origin).search : null;
    show();
  }

  function show() {
    const parts = [
      element("div", { className: "row spread" },
        element("p", { className: "muted", role: "status", text: found.length > 0 ? sum(found, next !== null) : "" }),
        element("div", { className: "row no-print" }, action, Object.entries(FILES).map(([name, [type, ending]]) =>
          element("button", { type: "button", onclick: () => save(`${path}?${query}`, type, `${tab}-${parkDay()}.${ending}`) }, name)),
        element("button", { type: "button", onclick: () => print() }, t("print")))),
      found.length === 0 ? empty(t(`none.${tab}`), t(`none.${tab}.what`)) : element("div", { className: "list" }, table(t(`tab.${tab}`), columns, found)),
      next ? element("button", { type: "button", className: "no-print", onclick: (event) => { event.currentTarget.disabled = true; load().catch(failed); } }, t("more")) : null];
    shown.replaceChildren(...parts.filter(Boolean));
    for (const empties of shown.querySelectorAll("td:empty")) empties.remove();
  }

  await load();
  return [bar, shown];
}

async function save(path, type, name) {
  try {
    const answer = await call(path, { accept: type, signal: AbortSignal.timeout(300_000) });
    const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (failure) {
    failed(failure);
  }
}

function filterBar(tab, fields, filters) {
  const form = element("form", { className: "card filters no-print", role: "search" }, fields.map(({ name, label, options }) => {
    const id = `filter-${name}`;
    const control = options
      ? element("select", { id, name }, element("option", { value: "", text: t("filter.all") }), options.map(([value, text]) => element("option", { value, text })))
      : element("input", { id, name, autocomplete: "off", spellcheck: "false" });
    control.value = filters.get(name) ?? "";
    if (options) control.addEventListener("change", () => form.requestSubmit());
    return element("div", { className: "field" }, element("label", { for: id, text: label }), control);
  }), element("button", { type: "submit", className: "primary", text: t("filter.go") }), element("a", { className: "button", href: linkTo(tab), text: t("filter.clear") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = linkTo(tab, Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
    if (location.hash === wanted) draw();
    else location.hash = wanted;
  });
  return form;
}

const sumOf = (items, part) => items.reduce((sum, row) => sum + (row[part] ?? 0), 0);
const counted = (items, more) => t(more ? "sum.first" : "sum", { count: number(items.length), quantity: number(sumOf(items, "quantity")), available: number(sumOf(items, "available")) });

// ---- stock ----

async function stockView(filters) {
  const overview = await read("/v1/insight/overview");
  const totals = [["onHand", "stock", {}], ["available", "stock", { status: "QUALIFIED" }], ["nearExpiry90", "stock", { status: "QUALIFIED" }, "warn"], ["expired", "stock", { status: "EXPIRED" }, "bad"], ["openHolds", "stops", {}, "warn"], ["openRecalls", "stops", {}, "bad"]];
  return [
    element("section", { className: "totals", "aria-label": t("totals") }, totals.map(([name, tab, wanted, tone]) =>
      element("a", { className: `card total ${overview.totals[name] > 0 ? tone ?? "" : ""}`, href: linkTo(tab, wanted), "data-total": name },
        element("strong", { text: number(overview.totals[name]) }), element("span", { text: t(`total.${name}`) })))),
    ...(await list({
      tab: "stock", path: "/v1/stock", filters, sum: counted,
      fields: [{ name: "status", label: t("filter.status"), options: STATUSES.map((each) => [each, t(`status.${each}`)]) }, { name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }],
      columns: [
        [t("col.product"), (row) => product(row.name, row.di)],
        [t("col.lot"), (row) => element("div", { className: "mono" }, element("a", { href: `/trace?${new URLSearchParams({ di: row.di, lot: row.lot ?? "" })}`, text: row.lot ?? "–", title: t("trace") }), row.serial ? ` ${row.serial}` : "")],
        [t("col.expires"), (row) => expiry(row)],
        [t("col.place"), (row) => `${row.warehouse} ${row.location}`],
        [t("col.status"), (row) => badge(STATUS_TONE[row.status], t(`status.${row.status}`))],
        [t("col.quantity"), (row) => number(row.quantity), "number"],
        [t("col.available"), (row) => number(row.available), "number"],
      ],
    })),
  ];
}

function expiry({ expiryDate }) {
  if (!expiryDate) return "";
  const days = Math.round((Date.parse(expiryDate) - Date.parse(parkDay())) / 86_400_000);
  return element("div", {}, element("span", { text: day(expiryDate), title: expiryDate }), days >= 0 && days <= NEAR_DAYS ? element("div", {}, badge("warn", t("days.left", { days: number(days) }))) : null);
}

// ---- orders ----

async function ordersView(filters) {
  return list({
    tab: "orders", path: "/v1/orders", filters,
    sum: (items, more) => t(more ? "rows.first" : "rows", { count: number(items.length) }),
    before: (items) => learn("devices", items.flatMap((row) => row.lines.map((line) => line.di))),
    action: element("button", { type: "button", className: "primary", id: "newOrder", onclick: () => newOrder().catch(failed) }, t("new.order")),
    fields: [{ name: "state", label: t("filter.state"), options: ORDER_STATES.map((each) => [each, t(`state.${each}`)]) }],
    columns: [
      [t("col.consignee"), (row) => element("div", { className: "product" }, element("strong", { text: row.consigneeName ?? row.consignee }), element("span", { className: "mono", text: row.orderId }))],
      [t("col.lines"), (row) => element("div", {}, row.lines.slice(0, 5).map((line) => element("div", { text: `${names.get(`devices:${line.di}`) ?? line.di} × ${number(line.ordered ?? line.quantity)}` })), row.lines.length > 5 ? `… ${number(row.lines.length)}` : null)],
      [t("col.status"), (row) => badge(STATE_TONE[row.state] ?? "wait", t(`state.${row.state}`))],
      [t("col.placed"), (row) => when(row.placed)],
    ],
  });
}

function option(value, text) {
  return element("option", { value, text });
}

function field(name, label, control) {
  control.name = name;
  control.id = `form-${name}`;
  return element("div", { className: "field" }, element("label", { for: control.id, text: label }), control);
}

const choice = (options, required = true) => element("select", { required }, option("", t("form.choose")), options.map(([value, text]) => option(value, text)));
const typed = (attributes = {}) => element("input", { required: true, autocomplete: "off", spellcheck: "false", ...attributes });
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
      draw();
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
      const allocated = await (await call(`/v1/orders/${id}/allocation`, { method: "POST", headers: { "Idempotency-Key": crypto.randomUUID() } })).json();
      const short = sumOf(allocated.lines, "short");
      return short > 0 ? [t("sent.short", { id: head.id, short: number(short) }), "warn"] : [t("sent.order", { id: head.id }), "good"];
    });
}

// ---- notices ----

async function noticesView(filters) {
  return list({
    tab: "notices", path: "/v1/inbound-notices", filters,
    sum: (items, more) => t(more ? "rows.first" : "rows", { count: number(items.length) }),
    before: (items) => learn("devices", items.flatMap((row) => row.lines.slice(0, 5).map((line) => line.di))),
    action: element("button", { type: "button", className: "primary", id: "newNotice", onclick: () => newNotice().catch(failed) }, t("new.notice")),
    fields: [{ name: "state", label: t("filter.state"), options: NOTICE_STATES.map((each) => [each, t(`state.${each}`)]) }],
    columns: [
      [t("col.supplier"), (row) => element("div", { className: "product" }, element("strong", { text: row.supplierName ?? row.supplier }), element("span", { className: "mono", text: row.noticeId }))],
      [t("col.lines"), (row) => element("div", {}, row.lines.slice(0, 5).map((line) => element("div", { text: `${names.get(`devices:${line.di}`) ?? line.di} × ${number(line.expected ?? line.quantity)}` })), row.lines.length > 5 ? `… ${number(row.lines.length)}` : null)],
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
  const cards = [
    ...recalls.items.map((row) => element("article", { className: "card stop bad" },
      element("div", { className: "row spread" }, badge("bad", t("recall", { level: row.level })), when(row.startedAt)),
      product(row.name, row.di), element("p", { text: row.reason }), element("div", { className: "row" }, traces(row.di, row.lots)))),
    ...holds.items.map((row) => element("article", { className: "card stop" },
      element("div", { className: "row spread" }, badge("warn", t("hold")), when(row.since)),
      product(row.name, row.di), element("p", { text: row.reason }), element("div", { className: "row" }, traces(row.di, row.lot ? [row.lot] : []), row.serial ? element("span", { className: "mono", text: row.serial }) : null, row.location ? element("span", { text: row.location }) : null))),
  ];
  return cards.length > 0 ? cards : [empty(t("none.stops"), t("none.stops.what"))];
}

// ---- the frame ----

function failed(failure) {
  const { title, lines } = explain(failure);
  byId("view").replaceChildren(element("section", { className: "card stack", role: "alert" }, element("h2", { text: title }), ...lines.map((text) => element("p", { text }))));
}

let turn = 0;

async function draw() {
  const mine = (turn += 1);
  const { tab, filters } = place();
  document.title = `${t(`tab.${tab}`)} · ${t("portal.title")} · Lotline`;
  byId("bar").replaceChildren(
    element("img", { src: "/favicon.svg", alt: "", width: "36", height: "36" }),
    element("h1", {}, t("portal.title"), element("small", { text: me()?.name ?? me()?.label ?? "" })),
    element("div", { className: "row no-print" }, themeChoice(), languageButton(draw), element("button", { type: "button", className: "quiet", id: "signOut", onclick: () => leave("/portal") }, t("signOut"))));
  byId("tabs").setAttribute("aria-label", t("tabs"));
  byId("tabs").replaceChildren(...Object.keys(TABS).map((each) => element("a", { href: linkTo(each), "aria-current": each === tab ? "page" : null, text: t(`tab.${each}`) })));
  if (byId("view").children.length === 0) byId("view").replaceChildren(element("p", { className: "muted", text: t("loading") }));
  try {
    const shown = await TABS[tab](filters);
    if (mine === turn) byId("view").replaceChildren(...shown);
  } catch (failure) {
    if (mine === turn && !(failure instanceof Refused && failure.status === 401)) failed(failure);
  }
}

async function enter(why) {
  byId("app").hidden = true;
  byId("signIn").hidden = false;
  const person = await askForKey(byId("signIn"), why);
  if (person.role !== "enterprise") {
    await signOut();
    await enter(t("role.only", { role: roleOf(person) }));
    return;
  }
  byId("signIn").hidden = true;
  byId("app").hidden = false;
  await draw();
}

paint();
addEventListener("hashchange", draw);
addEventListener("signed-out", () => { if (byId("signIn").hidden) enter(); });
if (me()?.role === "enterprise") {
  byId("app").hidden = false;
  await draw();
} else {
  await enter(me() ? t("role.only", { role: roleOf(me()) }) : "");
}
