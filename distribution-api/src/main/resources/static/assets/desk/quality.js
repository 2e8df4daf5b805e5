/** What waits for quality staff, and what they decide: inspections, approvals, work items, holds. */
import { call, read } from "/assets/frame/api.js";
import { badge, dialog, element, empty, table, toast } from "/assets/frame/dom.js";
import { explain } from "/assets/frame/frame.js";
import { day, exactly, known, number, said, speak, t } from "/assets/frame/language.js";
import { QUALITY } from "/assets/desk/quality-words.js";

speak(QUALITY);

const PAGE = 200;
const when = (at) => element("time", { datetime: at, title: exactly(at), text: said(at) });
const named = (name, id) => element("div", { className: "product" }, element("strong", { text: name ?? id }), name ? element("span", { className: "mono", text: id }) : null);
const lotOf = (row) => [row.lot, row.serial].filter(Boolean).join(" ") || "–";

/** Writes, once: the same press again is the same request. */
const write = (path, body) => call(path, { method: "POST", body, headers: { "Idempotency-Key": crypto.randomUUID() } });

function list(name, rows, columns, more) {
  return element("section", { className: "card stack" },
    element("p", { className: "muted", role: "status", text: t("rows", { count: number(rows.length) }) + (more ? ` ${t("rows.more")}` : "") }),
    rows.length === 0 ? empty(t(`none.${name}`), t(`none.${name}.what`)) : element("div", { className: "list" }, table(t(`tab.${name}`), columns, rows)));
}

const hasMore = (answer) => /rel="?next"?/.test(answer.headers.get("Link") ?? "");

async function page(path) {
  const answer = await call(path);
  return { rows: (await answer.json()).items, more: hasMore(answer) };
}

/** A dialog with a form; `send` answers what to say. What is refused is said in it. */
function ask(title, fields, label, send, again) {
  const problem = element("div", { role: "alert" });
  const button = element("button", { type: "submit", className: "primary", text: label });
  const form = element("form", { className: "stack" }, fields, problem, button);
  const shown = dialog(title, t("close"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.replaceChildren();
    try {
      const text = await send(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()])));
      shown.close();
      toast(text, "good");
      again();
    } catch (failure) {
      const { title: what, lines } = explain(failure);
      problem.replaceChildren(element("p", { className: "field-error", text: what }), ...lines.map((text) => element("p", { text })));
      button.disabled = false;
    }
  });
}

function field(name, label, control) {
  control.name = name;
  control.id = `form-${name}`;
  return element("div", { className: "field" }, element("label", { for: control.id, text: label }), control);
}

const typed = (attributes = {}) => element("input", { autocomplete: "off", spellcheck: "false", ...attributes });
const choice = (options) => element("select", {}, options.map(([value, text]) => element("option", { value, text })));
const button = (text, onclick, primary = false) => element("button", { type: "button", className: primary ? "primary" : "", text, onclick });

// ---- inspections ----

/** The notices whose goods came, and of each what is not concluded. */
export async function inspectView(again) {
  const [coming, came] = await Promise.all(["RECEIVING", "RECEIVED"].map((state) => page(`/v1/inbound-notices?state=${state}&limit=${PAGE}`)));
  const notices = [...came.rows, ...coming.rows];
  return [list("inspect", notices, [
    [t("col.document"), (row) => element("span", { className: "mono", text: row.noticeId })],
    [t("col.supplier"), (row) => row.supplierName ?? row.supplier],
    [t("col.owner"), (row) => row.ownerName ?? row.owner],
    [t("col.quantity"), (row) => `${number(row.receivedPieces)} / ${number(row.expectedPieces)}`, "number"],
    [t("col.when"), (row) => (row.lastReceived ? when(row.lastReceived) : "")],
    [t("col.action"), (row) => button(t("inspect.open"), () => notice(row, again), true)],
  ], coming.more || came.more)];
}

async function notice(row, again) {
  const { items } = await read(`/v1/inbound-notices/${encodeURIComponent(row.noticeId)}/received?limit=1000`);
  const open = items.filter((each) => each.quantity > each.qualified + each.nonConforming);
  const shown = dialog(t("inspect.title", { id: row.noticeId }), t("close"),
    open.length === 0 ? empty(t("none.toInspect"), t("none.toInspect.what")) : element("div", { className: "list" }, table(t("inspect.title", { id: row.noticeId }), [
      [t("col.product"), (each) => named(each.name, each.di)],
      [t("fact.lot"), (each) => lotOf(each)],
      [t("fact.expires"), (each) => day(each.expiryDate)],
      [t("inspect.waiting"), (each) => number(each.quantity - each.qualified - each.nonConforming), "number"],
      [t("col.action"), (each) => button(t("inspect.go"), () => { shown.close(); conclude(row, each, again); }, true)],
    ], open)));
}

function conclude(row, goods, again) {
  const waiting = goods.quantity - goods.qualified - goods.nonConforming;
  ask(t("inspect.one", { lot: goods.lot ?? goods.di }), [
    field("conclusion", t("inspect.conclusion"), choice([["QUALIFIED", t("status.QUALIFIED")], ["NON_CONFORMING", t("status.NON_CONFORMING")]])),
    field("quantity", t("col.quantity"), typed({ type: "number", min: "1", max: String(waiting), value: String(waiting), required: true, inputmode: "numeric" })),
    field("location", t("inspect.location"), typed()),
    field("serials", t("inspect.serials"), typed()),
    field("reason", t("inspect.reason"), typed()),
  ], t("inspect.conclude"), async (said) => {
    const serials = said.serials.split(/[\s,;]+/).filter(Boolean);
    await write("/v1/inspections", {
      noticeId: row.noticeId, di: goods.di, conclusion: said.conclusion, quantity: Number(said.quantity),
      ...(goods.lot ? { lot: goods.lot } : {}), ...(goods.lot || !goods.expiryDate ? {} : { expiryDate: goods.expiryDate }), ...(said.location ? { location: said.location } : {}),
      ...(serials.length > 0 ? { serials } : {}), ...(said.reason ? { reason: said.reason } : {}),
    });
    return t("inspect.done", { count: number(said.quantity), conclusion: t(`status.${said.conclusion}`) });
  }, again);
}

// ---- approvals ----

export async function approveView(again) {
  const { rows, more } = await page(`/v1/adjustments?state=AWAITING_APPROVAL&limit=${PAGE}`);
  return [list("approve", rows, [
    [t("col.product"), (row) => named(row.name, row.di)],
    [t("col.lots"), (row) => [row.lot, ...(row.serials ?? [])].filter(Boolean).join(" ")],
    [t("col.kind"), (row) => (known(`adjust.${row.kind}`) ? t(`adjust.${row.kind}`) : row.kind)],
    [t("col.quantity"), (row) => number(row.quantity), "number"],
    [t("col.reason"), (row) => row.reason],
    [t("col.by"), (row) => row.requestedByLabel ?? row.requestedBy ?? ""],
    [t("col.action"), (row) => element("div", { className: "row" },
      button(t("approve.yes"), () => ask(t("approve.title"), [element("p", { text: row.reason })], t("approve.yes"), async () => {
        await write(`/v1/adjustments/${encodeURIComponent(row.adjustmentId)}/approval`);
        return t("approve.done");
      }, again), true),
      button(t("approve.no"), () => ask(t("approve.no"), [field("reason", t("col.reason"), typed({ required: true }))], t("approve.no"), async ({ reason }) => {
        await write(`/v1/adjustments/${encodeURIComponent(row.adjustmentId)}/refusal`, { reason });
        return t("approve.refused");
      }, again)))],
  ], more)];
}

// ---- work items ----

const OUTCOMES = ["DONE", "CORRECTED", "RELABELLED", "QUARANTINED", "SENT_BACK", "DISMISSED"];

export async function workView(again) {
  const { rows, more } = await page(`/v1/work-items?state=OPEN&limit=${PAGE}`);
  return [list("work", rows, [
    [t("col.kind"), (row) => badge(row.kind === "LATE" || row.kind === "PUT_BACK" ? "warn" : "bad", t(`work.${row.kind}`))],
    [t("col.product"), (row) => named(row.name ?? row.di ?? row.reference ?? row.id, row.name ? row.di : null)],
    [t("col.lots"), (row) => lotOf(row)],
    [t("col.what"), (row) => (row.problem?.detail ?? row.what ?? "").split("\n")[0]],
    [t("col.by"), (row) => row.scannedByLabel ?? ""],
    [t("col.when"), (row) => when(row.lastAt)],
    [t("col.action"), (row) => (row.kind === "PUT_BACK" ? "" : button(t("work.resolve"), () => ask(t("work.resolve"), [
      element("p", { text: row.problem?.detail ?? row.what ?? "" }),
      field("how", t("work.how"), choice(OUTCOMES.map((each) => [each, t(`work.how.${each}`)]))),
      field("note", t("work.note"), typed()),
    ], t("work.resolve"), async ({ how, note }) => {
      await write(`/v1/work-items/${encodeURIComponent(row.id)}/resolution`, { how, ...(note ? { note } : {}) });
      return t("work.done");
    }, again), true))],
  ], more)];
}

// ---- holds ----

/** Beside the list of holds: holding more, and releasing. */
export function holdButton(again) {
  return button(t("hold.new"), () => ask(t("hold.new"), [
    field("di", t("fact.di"), typed({ required: true })), field("lot", t("hold.lot"), typed()), field("serial", t("hold.serial"), typed()), field("location", t("hold.location"), typed()),
    field("reason", t("col.reason"), typed({ required: true })),
  ], t("hold.new"), async (said) => {
    await write("/v1/holds", Object.fromEntries(Object.entries(said).filter(([, value]) => value)));
    return t("hold.done");
  }, again), true);
}

export function releaseButton(row, again) {
  return row.state === "OPEN" ? button(t("hold.release"), () => ask(t("hold.release"), [element("p", { text: row.reason })], t("hold.release"), async () => {
    await write(`/v1/holds/${encodeURIComponent(row.holdId)}/release`);
    return t("hold.released");
  }, again)) : "";
}
