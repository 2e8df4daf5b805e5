/** Lists as people read them: filters, pages, files; and the words of a row. */
import { call, read } from "/assets/frame/api.js";
import { badge, element, empty, table } from "/assets/frame/dom.js";
import { complain } from "/assets/frame/frame.js";
import { day, exactly, number, parkDay, said, t } from "/assets/frame/language.js";

const PAGE = 100;
const NEAR_DAYS = 90;
const DAY_MILLIS = 86_400_000;
const KINDS = [["CSV", "text/csv", "csv"], ["XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"]];
export const EPCIS = ["EPCIS", "application/ld+json", "jsonld"];

export const STATUSES = ["QUALIFIED", "PENDING_INSPECTION", "ON_HOLD", "EXPIRED", "NON_CONFORMING", "RETURNED"];
const STATUS_TONE = { QUALIFIED: "good", ON_HOLD: "bad", EXPIRED: "bad", NON_CONFORMING: "bad", RETURNED: "warn", PENDING_INSPECTION: "warn" };

// ---- cells ----

export const when = (at) => (at ? element("time", { datetime: at, title: exactly(at), text: said(at) }) : "");
export const product = (name, id) => element("div", { className: "product" }, element("strong", { text: name ?? id }), name && id ? element("span", { className: "mono", text: id }) : null);
export const statusBadge = (status) => badge(STATUS_TONE[status], t(`status.${status}`));
export const lotOf = (row) => [row.lot, row.serial].filter(Boolean).join(" ") || "–";
export const sumOf = (rows, part = "quantity") => (rows ?? []).reduce((sum, row) => sum + (row[part] ?? 0), 0);
export const counted = (rows, more) => t(more ? "rows.first" : "rows", { count: number(rows.length) });

export const daysUntil = (date) => Math.round((Date.parse(date) - Date.parse(parkDay())) / DAY_MILLIS);

export function expiry({ expiryDate }) {
  if (!expiryDate) return "";
  const left = daysUntil(expiryDate);
  const near = left < 0 ? badge("bad", t("days.over", { days: number(-left) })) : left <= NEAR_DAYS ? badge("warn", t("days.left", { days: number(left) })) : null;
  return element("div", {}, element("span", { text: day(expiryDate), title: expiryDate }), near ? element("div", {}, near) : null);
}

/** Pairs of a name and what it is; what is not there is left out. */
export const facts = (pairs) => element("dl", { className: "facts" }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "").map(([name, value]) =>
  element("div", {}, element("dt", { text: name }), value instanceof Node ? element("dd", {}, value) : element("dd", { text: value }))));

// ---- names of what rows name by id only ----

const names = new Map();

export async function learn(kind, ids) {
  await Promise.all([...new Set(ids.filter(Boolean))].filter((id) => !names.has(`${kind}:${id}`)).map(async (id) => {
    const found = await read(`/v1/${kind}/${encodeURIComponent(id)}`).catch(() => ({}));
    names.set(`${kind}:${id}`, found.name ?? id);
  }));
}

export const nameOf = (kind, id) => names.get(`${kind}:${id}`) ?? id;

// ---- files ----

export async function save(path, type, name) {
  try {
    const answer = await call(path, { accept: type, signal: AbortSignal.timeout(300_000) });
    const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (failure) {
    complain(failure);
  }
}

/** Buttons that take a list along; `of` is what it is called where several are on a page. */
export function files(path, name, { of = "", more = [] } = {}) {
  return [...KINDS, ...more].map(([text, type, ending]) =>
    element("button", { type: "button", "aria-label": of ? `${of} ${text}` : null, onclick: () => save(path, type, `${name}-${parkDay()}.${ending}`) }, text));
}

export const printButton = () => element("button", { type: "button", onclick: () => print() }, t("print"));

// ---- pages ----

export const linkTo = (view, asked = {}) => {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
  return `#${view}${query ? `?${query}` : ""}`;
};

/** Where the next page is, as the answer says; null behind the last. */
export function nextOf(answer) {
  const link = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get("Link") ?? "")?.[1];
  if (!link) return null;
  const { pathname, search } = new URL(link, location.origin);
  return pathname + search;
}

export const withQuery = (path, query) => (query.size > 0 ? `${path}?${query}` : path);

/** A page of a list, and where the next one is. */
export async function pageOf(path, limit = PAGE) {
  const answer = await call(`${path}${path.includes("?") ? "&" : "?"}limit=${limit}`);
  return { items: (await answer.json()).items, next: nextOf(answer) };
}

/**
 * A list of the API with its filters, its files, and the rest of it page by page.
 *
 * `fields` are { name, label, options?, initial?, query? }: `query` says which parameters a value stands for. A field
 * with an initial value begins with that, and has a choice of its own for all.
 */
export async function list({ name, path, title = t(`tab.${name}`), asked, query = {}, fields = [], columns, sum = counted, none = name, action = null, before, printed = true }) {
  const valueOf = (field) => asked.get(field.name) ?? field.initial ?? "";
  const wanted = new URLSearchParams(query);
  for (const field of fields) {
    const value = valueOf(field);
    if (!value || value === "ALL") continue;
    for (const [key, each] of Object.entries(field.query ? field.query(value) : { [field.name]: value })) wanted.set(key, each);
  }
  const address = withQuery(path, wanted);
  const found = [];
  const shown = element("section", { className: "card stack" });
  let next = null;

  async function load(page) {
    const { items, next: behind } = await page;
    await before?.(items);
    found.push(...items);
    next = behind;
    show();
  }

  function show() {
    const more = next ? element("button", { type: "button", className: "no-print", text: t("more") }) : null;
    more?.addEventListener("click", async () => {
      more.disabled = true;
      const from = found.length;
      await load(call(next).then(async (answer) => ({ items: (await answer.json()).items, next: nextOf(answer) }))).catch((failure) => {
        more.disabled = false;
        complain(failure);
      });
      shown.querySelectorAll("tbody tr")[from]?.querySelector("a, button, summary")?.focus();
    });
    shown.replaceChildren(...[
      element("div", { className: "row spread" },
        element("p", { className: "muted", role: "status", text: found.length > 0 ? sum(found, next !== null) : "" }),
        element("div", { className: "row no-print" }, action, files(address, name), printed ? printButton() : null)),
      found.length === 0 ? empty(t(`none.${none}`), t(`none.${none}.what`)) : element("div", { className: "list" }, table(title, columns, found)),
      more].filter(Boolean));
    for (const empties of shown.querySelectorAll("td:empty")) empties.remove();
  }

  await load(pageOf(address));
  return [fields.length > 0 ? filterBar(name, fields, valueOf) : null, shown].filter(Boolean);
}

/** The fields by which a view is narrowed down. */
export function filterBar(view, fields, valueOf) {
  const form = element("form", { className: "card filters no-print", role: "search" }, fields.map((field) => {
    const id = `filter-${field.name}`;
    const all = field.initial ? "ALL" : "";
    const control = field.options
      ? element("select", { id, name: field.name }, field.whole === false ? null : element("option", { value: all, text: t("filter.all") }), field.options.map(([value, text]) => element("option", { value, text })))
      : element("input", { id, name: field.name, autocomplete: "off", spellcheck: "false" });
    control.value = valueOf(field);
    if (field.options) control.addEventListener("change", () => form.requestSubmit());
    return element("div", { className: "field" }, element("label", { for: id, text: field.label }), control);
  }), element("button", { type: "submit", className: "primary", text: t("filter.go") }), element("a", { className: "button", href: linkTo(view), text: t("filter.clear") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = linkTo(view, Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()])));
    if (location.hash === wanted) dispatchEvent(new Event("hashchange"));
    else location.hash = wanted;
  });
  return form;
}

/** What shows all of its rows on paper. */
const parts = new Map();

addEventListener("beforeprint", () => {
  for (const [shown, whole] of parts) {
    if (shown.isConnected) whole();
    else parts.delete(shown);
  }
});

/** Rows that are there already, some at a time: a thousand of them are as quick as ten. */
export function part({ id, title, rows, columns, actions = [], at = 50 }) {
  const shown = element("div", { className: "list" });
  const more = element("button", { type: "button", className: "no-print", text: t("more") });
  let end = at;
  const draw = () => {
    shown.replaceChildren(table(title, columns, rows.slice(0, end)));
    for (const empties of shown.querySelectorAll("td:empty")) empties.remove();
    more.hidden = end >= rows.length;
  };
  more.addEventListener("click", () => {
    const from = end;
    end += 4 * at;
    draw();
    shown.querySelectorAll("tbody tr")[from]?.querySelector("a, button, summary")?.focus();
  });
  parts.set(shown, () => {
    end = rows.length;
    draw();
  });
  draw();
  return element("section", { className: "card stack part", id, "aria-labelledby": `${id}-title` },
    element("div", { className: "row spread" }, element("h2", { id: `${id}-title`, tabindex: "-1" }, title, " ", element("small", { text: number(rows.length) })), element("div", { className: "row no-print small-buttons" }, actions)),
    shown, more);
}

/** A term of the rules, and how long it still is. */
export function due(title, at, shown, open) {
  const left = daysUntil(at);
  const tone = left < 0 ? "bad" : left <= 1 ? "warn" : "wait";
  return element("div", {}, element("dt", { text: title }), element("dd", {}, shown, " ", open ? badge(tone, left < 0 ? t("due.over", { days: number(-left) }) : left === 0 ? t("due.today") : t("due.left", { days: number(left) })) : null));
}
