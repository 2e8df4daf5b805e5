/** What waits for quality staff, queue by queue, and what they decide about it, right there. */
import { read } from "/assets/frame/api.js";
import { badge, element, toast } from "/assets/frame/dom.js";
import { ask, choice, field, filled, oneOf, option, someOf, typed, writer, written } from "/assets/frame/forms.js";
import { complain } from "/assets/frame/frame.js";
import { expiry, linkTo, list, lotOf, pageOf, product, statusBadge, sumOf, when } from "/assets/frame/lists.js";
import { day, number, parkDay, speak, t } from "/assets/frame/language.js";
import { done, shell } from "/assets/frame/shell.js";
import { QUALITY } from "/assets/quality/words.js";

speak(QUALITY);

const DAY_MILLIS = 86_400_000;
const MOST_COUNTED = 100;
const NEAR = "90";
const OUTCOMES = ["DONE", "CORRECTED", "RELABELLED", "QUARANTINED", "SENT_BACK", "DISMISSED"];
const KINDS = ["REFUSED", "AMBIGUOUS", "CONTRADICTING", "UNREADABLE", "LATE", "SHORT", "EXTRA", "PUT_BACK", "BROKEN_PROMISE"];
const KIND_TONE = { LATE: "warn", PUT_BACK: "warn", SHORT: "warn", EXTRA: "warn" };
const WORK_TONE = { OPEN: "bad", CLAIMED: "wait", RESOLVED: "good" };
const ADJUSTMENT_TONE = { AWAITING_APPROVAL: "warn", BOOKED: "good", REFUSED: "" };
const REFUSED_BY = ["supplier", "code", "device", "operator", "handheld", "day"];
const LEADS = { supplier: (value) => ({ supplier: value }), device: (value) => ({ di: value }) };

const action = (text, onclick, className = "") => element("button", { type: "button", className, text, onclick: () => Promise.resolve(onclick()).catch(complain) });
const actions = (...buttons) => element("div", { className: "row no-print" }, buttons);
const placeOf = (row) => `${row.warehouse} ${row.location}`;
const traceOf = (row) => element("a", { className: "mono", href: `/desk${linkTo("read", { path: tracePath(row) ?? `/v1/devices/${row.di}` })}`, text: lotOf(row) });
const tracePath = (row) => (row.serial ? `/v1/trace/serials/${encodeURIComponent(row.di)}/${encodeURIComponent(row.serial)}` : row.lot ? `/v1/trace/lots/${encodeURIComponent(row.di)}/${encodeURIComponent(row.lot)}` : null);
const about = (row, quantity = row.quantity) => element("div", { className: "about-goods" }, product(row.name, row.di),
  element("div", { className: "about-parts" }, [lotOf(row), row.location ? placeOf(row) : null, row.ownerName ?? row.owner, quantity ? t("pieces", { count: number(quantity) }) : null].filter(Boolean).map((text) => element("span", { text }))));

// ---- stock ----

const STOCK_FIELDS = () => [{ name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }, { name: "owner", label: t("filter.owner") }, { name: "warehouse", label: t("filter.warehouse") }];
const pieces = (rows, more) => t(more ? "sum.first" : "sum", { count: number(rows.length), quantity: number(sumOf(rows)) });

const stockColumns = (buttons, status = false) => [
  [t("col.product"), (row) => product(row.name, row.di)],
  [t("col.lot"), (row) => traceOf(row)],
  [t("col.expires"), (row) => expiry(row)],
  [t("col.place"), (row) => placeOf(row)],
  [t("col.owner"), (row) => row.ownerName ?? row.owner],
  ...(status ? [[t("col.status"), (row) => statusBadge(row.status)]] : []),
  [t("col.quantity"), (row) => number(row.quantity), "number"],
  [t("col.action"), (row) => actions(...buttons(row)), "actions"],
];

const inspectView = (asked) => list({
  name: "inspect", path: "/v1/stock", query: { status: "PENDING_INSPECTION" }, asked, fields: STOCK_FIELDS(), sum: pieces,
  columns: stockColumns((row) => [action(t("inspect"), () => conclude(row), "primary"), action(t("hold.new"), () => hold(row))]),
});

const returnsView = (asked) => list({
  name: "returns", path: "/v1/stock", query: { status: "RETURNED" }, asked, fields: STOCK_FIELDS(), sum: pieces,
  columns: stockColumns((row) => [action(t("inspect"), () => conclude(row), "primary"), action(t("hold.new"), () => hold(row))]),
});

const rejectedView = (asked) => list({
  name: "rejected", path: "/v1/stock", query: { status: "NON_CONFORMING" }, asked, fields: STOCK_FIELDS(), sum: pieces,
  columns: stockColumns((row) => [action(t("condemn"), () => condemn(row, ["DESTROYED", "RETURNED_TO_SUPPLIER"]), "primary")]),
});

const until = (days) => parkDay(Date.now() + Number(days) * DAY_MILLIS);

const expiringView = (asked) => list({
  name: "expiring", path: "/v1/stock", asked, sum: pieces,
  fields: [
    { name: "within", label: t("filter.within"), initial: NEAR, whole: false, query: (days) => (days === "over" ? { status: "EXPIRED" } : { expiresBy: until(days) }), options: [["over", t("within.over")], ...["30", "90", "180", "365"].map((days) => [days, t("within.days", { days })])] },
    ...STOCK_FIELDS()],
  columns: stockColumns((row) => [row.status === "QUALIFIED" ? action(t("hold.new"), () => hold(row)) : null, row.status === "EXPIRED" ? action(t("condemn"), () => condemn(row, ["DESTROYED", "RETURNED_TO_SUPPLIER", "DAMAGED"]), "primary") : null].filter(Boolean), true),
});

/** Under which notices these goods came, and of which of them some wait. */
async function noticesOf(row) {
  const path = tracePath(row);
  if (!path) return [];
  const { sources } = await read(`${path}?part=sources`);
  const own = sources.filter((each) => each.owner === row.owner).sort((a, b) => b.lastAt.localeCompare(a.lastAt));
  if (row.status === "RETURNED" || own.length < 2) return own;
  const waiting = await Promise.all(own.slice(0, 10).map(async (each) => {
    const { items } = await read(`/v1/inbound-notices/${encodeURIComponent(each.notice)}/received?limit=1000`);
    const lot = items.find((one) => one.di === row.di && (one.lot ?? null) === (row.lot ?? null));
    return lot && lot.quantity > lot.qualified + lot.nonConforming;
  }));
  const open = own.filter((_, index) => index >= 10 || waiting[index]);
  return open.length > 0 ? open : own;
}

/** The pieces that lie beside a piece and wait as it does. */
async function beside(row) {
  const { items } = await pageOf(`/v1/stock?${new URLSearchParams({ owner: row.owner, di: row.di, ...(row.lot ? { lot: row.lot } : {}), warehouse: row.warehouse, location: row.location, status: row.status })}`, 1000);
  return items.map((each) => each.serial).filter(Boolean);
}

const goodsFields = async (row) => (row.serial
  ? [someOf("serials", t("form.serials"), await beside(row), [row.serial])]
  : [field("quantity", t("col.quantity"), typed({ type: "number", min: "1", max: String(row.quantity), value: String(row.quantity), inputmode: "numeric" }))]);
const goodsOf = (row, entered) => (row.serial ? { serials: [entered.serials ?? []].flat(), quantity: [entered.serials ?? []].flat().length } : { quantity: Number(entered.quantity) });

async function conclude(row) {
  const [notices, goods] = await Promise.all([noticesOf(row), goodsFields(row)]);
  const notice = notices.length === 0
    ? field("noticeId", t("form.notice"), typed(), t("form.notice.hint"))
    : field("noticeId", t("form.notice"), choice(notices.map((each) => [each.notice, `${each.notice} · ${each.name ?? each.supplier}`]), { chosen: notices[0].notice }));
  ask({
    title: t(row.status === "RETURNED" ? "inspect.returned" : "inspect.title"), label: t("inspect.send"), done,
    fields: [about(row), notice, ...goods, oneOf("conclusion", t("inspect.conclusion"), [["QUALIFIED", t("status.QUALIFIED")], ["NON_CONFORMING", t("status.NON_CONFORMING")]]), field("reason", t("inspect.reason"), written(), t("inspect.reason.hint"))],
    send: async (entered, write) => {
      const { quantity, serials } = goodsOf(row, entered);
      await write("/v1/inspections", filled({
        noticeId: entered.noticeId, di: row.di, lot: row.lot, location: row.location, status: row.status, expiryDate: row.lot || row.serial ? null : row.expiryDate,
        conclusion: entered.conclusion, quantity, serials, reason: entered.reason }));
      return [t("inspect.done", { count: number(quantity), conclusion: t(`status.${entered.conclusion}`) }), entered.conclusion === "QUALIFIED" ? "good" : "warn"];
    },
  });
}

// ---- condemning: what leaves the books ----

async function condemn(row, kinds) {
  const goods = await goodsFields(row);
  const kind = oneOf("kind", t("condemn.kind"), kinds.map((each) => [each, t(`adjust.${each}`)]), kinds[0]);
  const evidence = [field("witness", t("condemn.witness"), typed()), field("certificate", t("condemn.certificate"), typed())];
  const adjustmentId = `ADJ-${parkDay().replaceAll("-", "")}-${crypto.randomUUID().slice(0, 8)}`;
  kind.addEventListener("change", () => {
    const destroyed = kind.querySelector("input:checked")?.value === "DESTROYED";
    for (const each of evidence) {
      each.hidden = !destroyed;
      each.querySelector("input").disabled = !destroyed;
    }
  });
  ask({
    title: t("condemn"), label: t("condemn.send"), done, danger: true,
    fields: [about(row), kind, ...goods, ...evidence, field("reason", t("col.reason"), written({ required: true }))],
    send: async (entered, write) => {
      const { quantity, serials } = goodsOf(row, entered);
      const answer = await (await write("/v1/adjustments", filled({
        adjustmentId, kind: entered.kind, owner: row.owner, di: row.di, lot: row.lot, serials, quantity, warehouse: row.warehouse, location: row.location,
        reason: entered.reason, witness: entered.witness, certificate: entered.certificate }))).json();
      return answer.state === "BOOKED" ? t("condemn.done", { count: number(quantity) }) : [t("condemn.waits"), "wait"];
    },
  });
}

// ---- holds ----

const holdsView = (asked) => list({
  name: "holds", path: "/v1/holds", asked, action: action(t("hold.goods"), () => hold(), "primary"),
  fields: [{ name: "state", label: t("filter.state"), initial: "OPEN", options: ["OPEN", "RELEASED"].map((each) => [each, t(`hold.${each}`)]) }, { name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }, { name: "owner", label: t("filter.owner") }],
  columns: [
    [t("col.product"), (row) => product(row.name, row.di)],
    [t("col.lot"), (row) => (row.lot || row.serial ? traceOf(row) : t("lots.all"))],
    [t("col.place"), (row) => row.location ?? t("places.all")],
    [t("col.owner"), (row) => row.ownerName ?? row.owner ?? t("owners.all")],
    [t("col.reason"), (row) => row.reason],
    [t("col.by"), (row) => element("div", {}, element("div", { text: row.heldByLabel ?? "" }), when(row.since))],
    [t("col.status"), (row) => (row.state === "OPEN" ? badge("bad", t("hold.OPEN")) : element("div", {}, badge("good", t("hold.RELEASED")), element("div", { className: "muted" }, row.releasedByLabel ?? "", " ", when(row.released))))],
    [t("col.action"), (row) => (row.state === "OPEN" ? actions(action(t("hold.release"), () => release(row), "primary")) : ""), "actions"],
  ],
});

function hold(row = null) {
  const location = row ? [option(`${row.warehouse}/${row.location}`, placeOf(row))] : [];
  ask({
    title: t("hold.goods"), label: t("hold.send"), done,
    fields: [
      row ? about(row) : null,
      row ? null : field("di", t("filter.di"), typed({ inputmode: "numeric" }), t("hold.di.hint")),
      row ? null : field("lot", t("hold.lot"), typed({ required: false })), row ? null : field("serial", t("hold.serial"), typed({ required: false })),
      row ? field("location", t("hold.where"), element("select", {}, option("", t("hold.everywhere")), location)) : field("location", t("hold.location"), typed({ required: false })),
      field("reason", t("col.reason"), written({ required: true })),
    ],
    send: async (entered, write) => {
      await write("/v1/holds", filled({ di: row?.di ?? entered.di, lot: row?.lot ?? entered.lot, serial: row?.serial ?? entered.serial, location: entered.location, reason: entered.reason }));
      return [t("hold.done"), "warn"];
    },
  });
}

function release(row) {
  ask({
    title: t("hold.release"), label: t("hold.release"), done,
    fields: [about(row, 0), element("p", {}, element("span", { className: "muted", text: t("col.reason") }), " ", row.reason), element("p", { text: t("hold.release.what") })],
    send: async (_, write) => {
      await write(`/v1/holds/${encodeURIComponent(row.holdId)}/release`);
      return t("hold.released");
    },
  });
}

// ---- approvals ----

const approveView = (asked) => list({
  name: "approve", path: "/v1/adjustments", asked,
  fields: [{ name: "state", label: t("filter.state"), initial: "AWAITING_APPROVAL", options: ["AWAITING_APPROVAL", "BOOKED", "REFUSED"].map((each) => [each, t(`adjustment.${each}`)]) },
    { name: "kind", label: t("col.kind"), options: ["DAMAGED", "LOST", "FOUND", "DESTROYED", "RETURNED_TO_SUPPLIER", "RELABELLED"].map((each) => [each, t(`adjust.${each}`)]) }, { name: "di", label: t("filter.di") }, { name: "lot", label: t("filter.lot") }],
  columns: [
    [t("col.product"), (row) => product(row.name, row.di)],
    [t("col.lot"), (row) => element("div", {}, traceOf(row), row.serials.length > 0 ? element("div", { className: "mono muted", text: row.serials.slice(0, 5).join(" ") + (row.serials.length > 5 ? " …" : "") }) : null)],
    [t("col.kind"), (row) => t(`adjust.${row.kind}`)],
    [t("col.place"), (row) => placeOf(row)],
    [t("col.owner"), (row) => row.ownerName ?? row.owner],
    [t("col.quantity"), (row) => number(row.quantity), "number"],
    [t("col.reason"), (row) => element("div", {}, row.reason, row.witness ? element("div", { className: "muted", text: t("witness", { witness: row.witness, certificate: row.certificate ?? "" }) }) : null)],
    [t("col.by"), (row) => element("div", {}, element("div", { text: row.requestedByLabel ?? "" }), when(row.requestedAt))],
    [t("col.status"), (row) => badge(ADJUSTMENT_TONE[row.state], t(`adjustment.${row.state}`))],
    [t("col.action"), (row) => (row.state === "AWAITING_APPROVAL" ? actions(action(t("approve.yes"), () => approve(row), "primary"), action(t("approve.no"), () => refuse(row))) : ""), "actions"],
  ],
});

const adjusting = (row) => [about(row), element("p", {}, element("strong", { text: t(`adjust.${row.kind}`) }), ` · ${row.reason}`)];

function approve(row) {
  ask({
    title: t("approve.title"), label: t("approve.yes"), done, fields: [...adjusting(row), element("p", { text: t("approve.what") })],
    send: async (_, write) => {
      const answer = await (await write(`/v1/adjustments/${encodeURIComponent(row.adjustmentId)}/approval`)).json();
      return answer.brokenPromises.length > 0 ? [t("approve.broken", { count: number(answer.brokenPromises.length) }), "warn"] : t("approve.done");
    },
  });
}

function refuse(row) {
  ask({
    title: t("approve.no"), label: t("approve.no"), done, fields: [...adjusting(row), field("reason", t("approve.why"), written({ required: true }))],
    send: async ({ reason }, write) => {
      await write(`/v1/adjustments/${encodeURIComponent(row.adjustmentId)}/refusal`, { reason });
      return [t("approve.refused"), "wait"];
    },
  });
}

// ---- work items ----

const workView = (asked) => list({
  name: "work", path: "/v1/work-items", asked,
  fields: [{ name: "state", label: t("filter.state"), initial: "OPEN", options: ["OPEN", "CLAIMED", "RESOLVED"].map((each) => [each, t(`work.${each}`)]) }, { name: "kind", label: t("col.kind"), options: KINDS.map((each) => [each, t(`work.${each}`)]) },
    { name: "supplier", label: t("filter.supplier") }, { name: "di", label: t("filter.di") }, { name: "reference", label: t("filter.reference") }, { name: "warehouse", label: t("filter.warehouse") }],
  columns: [
    [t("col.what"), (row) => workCell(row)],
    [t("col.product"), (row) => (row.di ? element("div", {}, product(row.name, row.di), element("span", { className: "mono muted", text: lotOf(row) })) : "")],
    [t("col.supplier"), (row) => row.supplierName ?? row.supplier ?? ""],
    [t("col.place"), (row) => [row.warehouse, row.location, row.reference].filter(Boolean).join(" ")],
    [t("col.by"), (row) => element("div", {}, element("div", { text: row.scannedByLabel ?? "" }), when(row.lastAt))],
    [t("col.status"), (row) => element("div", {}, badge(WORK_TONE[row.state], t(`work.${row.state}`)), row.claimedByLabel && row.state === "CLAIMED" ? element("div", { className: "muted", text: row.claimedByLabel }) : null, row.how ? element("div", { className: "muted", text: [t(`how.${row.how}`), row.note, row.resolvedByLabel].filter(Boolean).join(" · ") }) : null)],
    [t("col.action"), (row) => (row.state === "RESOLVED" ? "" : actions(action(t("resolve"), () => resolve(row), "primary"),
      row.state === "CLAIMED" ? action(t("unclaim"), () => touch(row, "release", t("unclaimed"))) : action(t("claim"), () => touch(row, "claim", t("claimed"))))), "actions"],
  ],
});

function workCell(row) {
  const [first, ...rest] = (row.problem?.detail ?? row.what ?? "").split("\n");
  const more = [...rest, ...(row.symbols ?? []).map((each) => each.symbol)].filter(Boolean);
  return element("div", { className: "work-item" }, element("div", { className: "row" }, badge(KIND_TONE[row.kind] ?? "bad", t(`work.${row.kind}`)), row.attempts > 1 ? element("span", { className: "muted", text: t("attempts", { count: number(row.attempts) }) }) : null),
    element("p", { text: first }), more.length > 0 ? element("details", {}, element("summary", { text: t("evidence") }), more.map((text) => element("p", { className: row.symbols?.some((each) => each.symbol === text) ? "mono" : "", text }))) : null);
}

/** Says who sees to it, or that nobody does. */
async function touch(row, way, text) {
  await writer()(`/v1/work-items/${encodeURIComponent(row.id)}/${way}`);
  toast(text, "good");
  done();
}

function resolve(row) {
  ask({
    title: t("resolve"), label: t("resolve"), done,
    fields: [...(row.problem?.detail ?? row.what ?? t(`work.${row.kind}`)).split("\n").map((text) => element("p", { text })), oneOf("how", t("resolve.how"), OUTCOMES.map((each) => [each, t(`how.${each}`)])), field("note", t("resolve.note"), written())],
    send: async ({ how, note }, write) => {
      await write(`/v1/work-items/${encodeURIComponent(row.id)}/resolution`, filled({ how, note }));
      return t("resolved");
    },
  });
}

// ---- scans that were refused, by whom and of whom ----

const titles = new Map();

async function learnProblems() {
  const language = document.documentElement.lang;
  if (titles.has(language)) return;
  const { items } = await read(`/problems?lang=${language}`);
  titles.set(language, new Map(items.map((problem) => [problem.type.slice(problem.type.lastIndexOf("/") + 1), problem.title])));
}

async function scansView(asked) {
  const by = asked.get("by") ?? "supplier";
  if (by === "code") await learnProblems();
  const named = (row) => row.name ?? (by === "code" ? titles.get(document.documentElement.lang)?.get(row.value) : by === "day" && row.value ? day(row.value) : null) ?? row.value ?? t("unknown");
  return list({
    name: "scans", path: "/v1/insight/refusals", asked, sum: (rows, more) => t(more ? "scans.first" : "scans.sum", { count: number(rows.length), refusals: number(sumOf(rows, "refusals")) }),
    fields: [
      { name: "by", label: t("scans.by"), initial: "supplier", whole: false, options: REFUSED_BY.map((each) => [each, t(`by.${each}`)]) },
      { name: "days", label: t("scans.days"), initial: "30", whole: false, options: ["7", "30", "90", "365"].map((days) => [days, t("within.last", { days })]), query: (days) => ({ from: until(1 - Number(days)), to: until(0) }) }],
    columns: [
      [t(`by.${by}`), (row) => element("strong", { text: named(row) })],
      [t("scans.refusals"), (row) => (LEADS[by] && row.value ? element("a", { href: linkTo("work", { state: "ALL", ...LEADS[by](row.value) }), text: number(row.refusals) }) : number(row.refusals)), "number"],
      [t("scans.attempts"), (row) => number(row.attempts), "number"],
    ],
  });
}

// ---- the page ----

/** How many rows each queue has; a hundred is said as "100+". */
async function counts() {
  const queues = {
    inspect: "/v1/stock?status=PENDING_INSPECTION", returns: "/v1/stock?status=RETURNED", holds: "/v1/holds?state=OPEN", rejected: "/v1/stock?status=NON_CONFORMING",
    expiring: `/v1/stock?expiresBy=${until(NEAR)}`, approve: "/v1/adjustments?state=AWAITING_APPROVAL", work: "/v1/work-items?state=OPEN",
  };
  return Object.fromEntries(await Promise.all(Object.entries(queues).map(async ([name, path]) => {
    const { items, next } = await pageOf(path, MOST_COUNTED);
    return [name, items.length === 0 ? "" : next ? `${number(MOST_COUNTED)}+` : number(items.length)];
  })));
}

await shell({
  path: "/quality", title: "quality.title", roles: ["quality", "admin"], counts,
  tabs: ["inspect", "returns", "holds", "rejected", "expiring", "approve", "work", "scans"],
  views: { inspect: inspectView, returns: returnsView, holds: holdsView, rejected: rejectedView, expiring: expiringView, approve: approveView, work: workView, scans: scansView },
});
