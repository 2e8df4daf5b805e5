/** One search box, and what an inspector asks of what was found: how much came, where it is, who has it. */
import { Refused, call, me, read, signOut } from "/assets/frame/api.js";
import { badge, byId, element, empty, table } from "/assets/frame/dom.js";
import { askForKey, explain, languageButton, leave, roleOf, themeChoice } from "/assets/frame/frame.js";
import { day, exactly, known, number, paint, parkDay, said, speak, t } from "/assets/frame/language.js";
import { approveView, holdButton, inspectView, releaseButton, workView } from "/assets/desk/quality.js";
import { DESK } from "/assets/desk/words.js";

speak(DESK);

/** `/quality` begins with what waits for its staff, `/desk` with the search. */
const QUALITY_FIRST = location.pathname === "/quality";
const ROLES = QUALITY_FIRST ? ["quality", "admin"] : ["regulator", "quality", "admin"];
const STEPS = 1000;
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const TABS = ["search", "recalls", "holds"];
const STAFF_TABS = ["inspect", "work", "approve"];
const STATUS_TONE = { QUALIFIED: "good", ON_HOLD: "bad", EXPIRED: "bad", NON_CONFORMING: "bad", RETURNED: "warn", PENDING_INSPECTION: "warn" };
const STATE_TONE = { OPEN: "bad", CLOSED: "good", RELEASED: "good", WITHDRAWN: "wait" };

/** `#search?q=…`, `#recalls?state=…`, `#holds`, or `#read?path=/v1/trace/…`. */
const place = () => {
  const [tab, query] = location.hash.slice(1).split("?");
  return { tab: tab || (QUALITY_FIRST ? "inspect" : "search"), asked: new URLSearchParams(query ?? "") };
};
const decides = () => ["quality", "admin"].includes(me()?.role);
const tabs = () => {
  if (!decides()) return TABS;
  return QUALITY_FIRST ? [...STAFF_TABS, ...TABS] : [...TABS, ...STAFF_TABS];
};
const linkTo = (tab, asked = {}) => `#${tab}?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`;
const when = (at) => element("time", { datetime: at, title: exactly(at), text: said(at) });
const sumOf = (rows, part = "quantity") => (rows ?? []).reduce((sum, row) => sum + (row[part] ?? 0), 0);
const named = (name, id) => element("div", { className: "product" }, element("strong", { text: name ?? id }), name ? element("span", { className: "mono", text: id }) : null);
const heading = (text) => element("h2", { text });

// ---- search ----

async function searchView(asked) {
  const q = asked.get("q") ?? "";
  const input = element("input", { id: "q", name: "q", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", value: q });
  const form = element("form", { className: "card stack no-print", role: "search" },
    element("label", { for: "q", text: t("search.label") }),
    element("div", { id: "search" }, input, element("button", { type: "submit", className: "primary", text: t("search.go") })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(linkTo("search", { q: input.value.trim() }));
  });
  if (!q) return [form, empty(t("search.start"), t("search.start.what"))];
  const { items } = await read(`/v1/search?${new URLSearchParams({ q })}`);
  if (items.length === 0) return [form, empty(t("search.none", { q }), t("search.none.what"))];
  return [form, element("section", { className: "found", "aria-label": t("tab.search") }, items.map((item) =>
    element("a", { href: linkTo("read", { path: item.href, q }), "data-kind": item.kind },
      element("span", { className: "kind", text: known(`kind.${item.kind}`) ? t(`kind.${item.kind}`) : item.kind }),
      element("strong", { text: item.title }), element("span", { className: "muted", text: item.detail ?? "" }))))];
}

// ---- what was found ----

async function readView(asked) {
  const path = asked.get("path") ?? "";
  const back = element("a", { className: "no-print", href: linkTo("search", { q: asked.get("q") }), text: t("back") });
  if (!path.startsWith("/v1/")) return [back];
  if (path.startsWith("/v1/trace/")) return [back, ...(await traceView(path))];
  if (path.startsWith("/v1/recalls/")) return [back, ...(await recallView(path))];
  return [back, await recordView(path)];
}

/** Any other document, as what it says. */
async function recordView(path) {
  const found = await read(path);
  const plain = Object.entries(found).filter(([, value]) => value !== null && typeof value !== "object");
  const lists = Object.entries(found).filter(([, value]) => Array.isArray(value) && value.length > 0 && typeof value[0] === "object");
  return element("section", { className: "card stack" }, files(path),
    facts(plain.map(([name, value]) => [name, /T\d\d:/.test(value) ? when(value) : String(value)])),
    lists.flatMap(([name, rows]) => [heading(name), element("div", { className: "list" }, table(name,
      Object.keys(rows[0]).map((column) => [column, (row) => (row[column] === null || typeof row[column] === "object" ? "" : String(row[column] ?? ""))]), rows))]));
}

const facts = (pairs) => element("dl", { className: "facts" }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "").map(([name, value]) =>
  element("div", {}, element("dt", { text: name }), value instanceof Node ? element("dd", {}, value) : element("dd", { text: value }))));

function files(path, epcis = false) {
  const name = path.replace(/^\/v1\//, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  const kinds = [["CSV", "text/csv", "csv"], ["XLSX", SHEET, "xlsx"], ...(epcis ? [["EPCIS", "application/ld+json", "jsonld"]] : [])];
  return element("div", { className: "row no-print" }, kinds.map(([text, type, ending]) =>
    element("button", { type: "button", onclick: () => save(path, type, `${name}-${parkDay()}.${ending}`) }, text)),
  element("button", { type: "button", onclick: () => print() }, t("print")));
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

const total = (name, value, tone = "") => element("div", { className: `card total ${value > 0 ? tone : ""}`, "data-total": name }, element("strong", { text: number(value) }), element("span", { text: t(`sum.${name}`) }));

const part = (title, rows, columns) => element("section", { className: "card stack" }, heading(title),
  rows && rows.length > 0 ? element("div", { className: "list" }, table(title, columns, rows)) : element("p", { className: "muted", text: t("none.here") }));

async function traceView(path) {
  const trace = await read(`${path}?limit=${STEPS}`);
  const stopped = (trace.onHand ?? []).filter((row) => row.status !== "QUALIFIED" && row.status !== "PENDING_INSPECTION" && row.status !== "RETURNED");
  const first = [...(trace.sources ?? [])].sort((a, b) => a.at.localeCompare(b.at))[0];
  const delivered = sumOf(trace.consignees);
  const owner = ["owner", t("col.owner")];
  return [
    element("section", { className: "card stack" },
      element("div", { className: "row spread" }, element("h2", { text: trace.device?.name ?? trace.sscc ?? trace.di }), files(path, true)),
      facts([
        [t("fact.di"), trace.di], [t("fact.lot"), trace.lot], [t("fact.serial"), trace.serial], [t("fact.sscc"), trace.sscc],
        [t("fact.produced"), day(trace.productionDate)], [t("fact.expires"), day(trace.expiryDate)],
        [t("fact.registration"), trace.device?.registrationNumber], [t("fact.holder"), trace.device?.holder], [t("fact.risk"), trace.device?.riskClass],
        [t("sum.first"), first ? element("span", {}, `${first.name ?? first.supplier} · `, when(first.at)) : null],
        [t("fact.position"), number(trace.position)],
      ]),
      [...(trace.recalls ?? []).map((each) => element("p", { className: "stop-line" }, badge(STATE_TONE[each.state], t("recall.level", { level: each.level })),
        element("a", { href: linkTo("read", { path: `/v1/recalls/${encodeURIComponent(each.recall)}` }), text: each.reason }), element("span", { className: "muted" }, when(each.since)))),
      ...(trace.holds ?? []).map((each) => element("p", { className: "stop-line" }, badge("bad", t("hold.OPEN")), element("span", { text: each.reason }), element("span", { className: "muted" }, when(each.since))))]),
    element("section", { className: "totals", "aria-label": t("totals") },
      total("received", trace.received), total("onHand", sumOf(trace.onHand)), total("stopped", sumOf(stopped), "bad"), total("inPicking", sumOf(trace.inPicking)),
      total("inTransit", sumOf(trace.inTransit), "warn"), total("delivered", delivered), total("out", delivered - sumOf(trace.consignees, "returned"), "warn")),
    part(t("consignees"), trace.consignees, [
      [t("col.who"), (row) => named(row.name, row.consignee)], [owner[1], (row) => row.ownerName ?? row.owner],
      [t("col.quantity"), (row) => number(row.quantity), "number"], [t("col.returned"), (row) => number(row.returned), "number"],
      [t("col.signed"), (row) => row.receivedBy], [t("col.when"), (row) => when(row.deliveredAt)], [t("col.document"), (row) => element("span", { className: "mono", text: row.shipment })]]),
    part(t("onHand"), trace.onHand, [
      [t("col.place"), (row) => `${row.warehouse} ${row.location}`], [owner[1], (row) => row.ownerName ?? row.owner],
      [t("col.status"), (row) => badge(STATUS_TONE[row.status], t(`status.${row.status}`))], [t("col.quantity"), (row) => number(row.quantity), "number"]]),
    part(t("inTransit"), trace.inTransit, [
      [t("col.who"), (row) => named(row.name, row.consignee)], [t("col.document"), (row) => element("span", { className: "mono", text: row.shipment })],
      [t("col.quantity"), (row) => number(row.quantity), "number"], [t("col.when"), (row) => (row.dispatchedAt ? when(row.dispatchedAt) : "")]]),
    part(t("sources"), trace.sources, [
      [t("col.who"), (row) => named(row.name, row.supplier)], [owner[1], (row) => row.ownerName ?? row.owner],
      [t("col.document"), (row) => element("span", { className: "mono", text: row.notice })], [t("col.quantity"), (row) => number(row.quantity), "number"], [t("col.when"), (row) => when(row.at)]]),
    historyView(path, trace),
    element("div", { className: "signature" }, element("p", { text: t("sign.name") }), element("p", { text: t("sign.date") })),
  ];
}

/** The history by day and step, in the log's order, and the rest of it when it is asked for. */
function historyView(path, trace) {
  const shown = element("div", {});
  const more = element("button", { type: "button", className: "no-print", text: t("history.more"), onclick: () => load().catch(failed) });
  const steps = [...trace.history];
  let next = trace.historyNext;
  const draw = () => {
    const groups = [];
    for (const step of steps) {
      const key = `${parkDay(step.at)} ${step.event}`;
      if (groups.at(-1)?.key !== key) groups.push({ key, step, steps: [] });
      groups.at(-1).steps.push(step);
    }
    shown.replaceChildren(...groups.map(({ step, steps: each }) => element("details", { className: "day" },
      element("summary", {}, when(step.at), element("span", { className: "what", text: eventName(step.event) }),
        sumOf(each) > 0 ? element("span", { text: number(sumOf(each)) }) : null,
        element("span", { className: "muted", text: t("history.steps", { count: number(each.length) }) })),
      element("ul", {}, each.map((one) => element("li", { text: told(one) }))))));
    more.hidden = !next;
  };
  async function load() {
    more.disabled = true;
    const page = await read(`${path}?limit=${STEPS}&after=${next}`);
    steps.push(...page.history);
    next = page.historyNext;
    more.disabled = false;
    draw();
  }
  draw();
  return element("section", { className: "card stack" }, heading(t("history")), shown, more);
}

const eventName = (name) => (known(`e.${name}`) ? t(`e.${name}`) : name);

const told = (step) => [exactly(step.occurredAt ?? step.at), [placeName(step.from), placeName(step.place)].filter(Boolean).join(" → "), step.quantity ? number(step.quantity) : "", step.serial, step.actorLabel ?? step.actor,
  Object.values(step.references ?? {}).join(" "), step.remark].filter(Boolean).join(" · ");

const placeName = (place) => (place ? String(place).replace(/^[a-z]+:/, "") : "");

async function recallView(path) {
  const recall = await read(path);
  return [
    element("section", { className: "card stack" },
      element("div", { className: "row spread" }, element("h2", { text: `${t("recall.level", { level: recall.level })} · ${recall.name ?? recall.di}` }), files(path)),
      element("p", { className: "stop-line" }, badge(STATE_TONE[recall.state], t(`recall.${recall.state}`)), badge("wait", t(recall.ordered ? "recall.ordered" : "recall.voluntary")),
        badge(recall.completeness >= 1 ? "good" : "warn", t("completeness", { percent: `${Math.floor(recall.completeness * 100)} %` })), element("span", { text: recall.reason })),
      facts([
        [t("fact.di"), recall.di], [t("col.lots"), [...recall.lots, ...recall.serials].slice(0, 50).join(", ")], [t("col.when"), when(recall.startedAt)],
        [t("deadline.notify"), when(recall.deadlines.notify)], [t("deadline.report"), day(recall.deadlines.report)], [t("deadline.summary"), day(recall.deadlines.summary)],
        [t("fact.position"), number(recall.position)],
      ])),
    element("section", { className: "totals", "aria-label": t("totals") },
      total("received", recall.received), total("onHand", recall.located), total("inPicking", recall.picked), total("inTransit", recall.dispatched, "warn"), total("delivered", recall.delivered), total("out", recall.outstanding, "bad")),
    part(t("consignees"), recall.consignees, [
      [t("col.who"), (row) => named(row.name, row.consignee)], [t("col.quantity"), (row) => number(row.delivered), "number"],
      [t("col.recovered"), (row) => number(row.recovered), "number"], [t("col.outstanding"), (row) => number(row.outstanding), "number"]]),
    part(t("onHand"), recall.locations, [
      [t("col.place"), (row) => `${row.warehouse} ${row.location}`], [t("col.owner"), (row) => row.ownerName ?? row.owner], [t("fact.lot"), (row) => row.lot ?? "–"], [t("col.quantity"), (row) => number(row.quantity), "number"]]),
    element("div", { className: "signature" }, element("p", { text: t("sign.name") }), element("p", { text: t("sign.date") })),
  ];
}

// ---- lists ----

async function listView(tab, states, columns, asked, action) {
  const state = asked.get("state") ?? "";
  const path = `/v1/${tab}?${new URLSearchParams(state ? { state } : {})}`;
  const answer = await call(`${path}${state ? "&" : ""}limit=200`);
  const found = (await answer.json()).items;
  let next = nextOf(answer);
  const select = element("select", { id: "state", onchange: (event) => go(linkTo(tab, { state: event.target.value })) },
    element("option", { value: "", text: t("filter.all") }), states.map((each) => element("option", { value: each, text: t(`${tab === "holds" ? "hold" : "recall"}.${each}`) })));
  select.value = state;
  const shown = element("section", { className: "card stack" });
  const show = () => shown.replaceChildren(...[
    element("div", { className: "row spread" }, element("p", { className: "muted", role: "status", text: t("rows", { count: number(found.length) }) }), element("div", { className: "row no-print" }, action, files(path))),
    found.length === 0 ? empty(t(`none.${tab}`), t(`none.${tab}.what`)) : element("div", { className: "list" }, table(t(`tab.${tab}`), columns, found)),
    next ? element("button", { type: "button", className: "no-print", text: t("more"), onclick: () => load().catch(failed) }) : null].filter(Boolean));
  async function load() {
    const page = await call(next);
    found.push(...(await page.json()).items);
    next = nextOf(page);
    show();
  }
  show();
  return [element("div", { className: "card filters no-print" }, element("div", { className: "field" }, element("label", { for: "state", text: t("filter.state") }), select)), shown];
}

function nextOf(answer) {
  const link = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get("Link") ?? "")?.[1];
  return link ? new URL(link, location.origin).pathname + new URL(link, location.origin).search : null;
}

const recallsView = (asked) => listView("recalls", ["OPEN", "CLOSED", "WITHDRAWN"], [
  [t("col.product"), (row) => named(row.name, row.di)],
  [t("col.lots"), (row) => [...row.lots, ...row.serials].join(", ")],
  [t("col.reason"), (row) => element("a", { href: linkTo("read", { path: `/v1/recalls/${encodeURIComponent(row.recallId)}` }), text: row.reason })],
  [t("col.status"), (row) => badge(STATE_TONE[row.state], `${t("recall.level", { level: row.level })} · ${t(`recall.${row.state}`)}`)],
  [t("col.when"), (row) => when(row.startedAt)]], asked);

const holdsView = (asked) => listView("holds", ["OPEN", "RELEASED"], [
  [t("col.product"), (row) => named(row.name, row.di)],
  [t("col.lots"), (row) => [row.lot, row.serial].filter(Boolean).join(" ") || t("lots.all")],
  [t("col.reason"), (row) => row.reason],
  [t("col.status"), (row) => badge(STATE_TONE[row.state], t(`hold.${row.state}`))],
  [t("col.when"), (row) => when(row.since)],
  ...(decides() ? [[t("col.action"), (row) => releaseButton(row, draw)]] : [])], asked, decides() ? holdButton(draw) : null);

// ---- the page ----

const VIEWS = {
  search: searchView, recalls: recallsView, holds: holdsView, read: readView,
  inspect: () => inspectView(draw), work: () => workView(draw), approve: () => approveView(draw),
};
let turn = 0;

function go(hash) {
  if (location.hash === hash) draw();
  else location.hash = hash;
}

function failed(failure) {
  const { title, lines } = explain(failure);
  byId("view").replaceChildren(element("section", { className: "card stack", role: "alert" }, element("h2", { text: title }), lines.map((text) => element("p", { text })),
    element("a", { className: "button", href: linkTo("search"), text: t("tab.search") })));
}

async function draw() {
  turn += 1;
  const mine = turn;
  const { tab, asked } = place();
  document.title = `${t("desk.title")} · Lotline`;
  byId("bar").replaceChildren(
    element("h1", {}, t("desk.title"), element("small", { text: me()?.label ?? "" })),
    element("div", { className: "row no-print" }, themeChoice(), languageButton(draw), element("button", { type: "button", className: "quiet", id: "signOut", onclick: () => leave(location.pathname) }, t("signOut"))));
  byId("tabs").setAttribute("aria-label", t("tabs"));
  byId("tabs").replaceChildren(...tabs().map((each) => element("a", { href: `#${each}`, "aria-current": each === tab ? "page" : null, text: t(`tab.${each}`) })));
  if (byId("view").children.length === 0) byId("view").replaceChildren(element("p", { className: "muted", text: t("loading") }));
  try {
    const shown = await (VIEWS[tab] ?? searchView)(asked);
    if (mine === turn) {
      byId("view").replaceChildren(...shown);
      byId("q")?.focus();
    }
  } catch (failure) {
    if (mine === turn && !(failure instanceof Refused && failure.status === 401)) failed(failure);
  }
}

async function enter(why) {
  byId("app").hidden = true;
  byId("signIn").hidden = false;
  const person = await askForKey(byId("signIn"), why);
  if (!ROLES.includes(person.role)) {
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
if (ROLES.includes(me()?.role)) {
  byId("app").hidden = false;
  await draw();
} else {
  await enter(me() ? t("role.only", { role: roleOf(me()) }) : "");
}
