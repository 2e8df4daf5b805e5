/** What stands around a page for the hand: who works with it, its network, its scan field, what to clear up. */
import { me, signOut } from "/assets/frame/api.js";
import { badge, byId, dialog, element, empty, icon, toast } from "/assets/frame/dom.js";
import { askForKey, languageButton, leave, roleOf, themeChoice } from "/assets/frame/frame.js";
import { exactly, known, number, paint, said, t } from "/assets/frame/language.js";
import { pagesOf } from "/assets/frame/nav.js";
import { cameraReads, readByCamera } from "/assets/handheld/camera.js";
import { watchScanner } from "/assets/handheld/scanner.js";

export const when = (at) => element("time", { className: "muted", datetime: at, title: exactly(at), text: said(at) });

/** A separator that no screen shows, as people name it. */
export const visible = (raw) => raw.replaceAll("\u001d", "␝");

/** What a problem says: its headline in the page's own words where it has some, then the server's sentence and advice. */
export function problemOf(problem) {
  const name = (problem.type ?? "").replace("/problems/", "");
  const [detail, ...advice] = (problem.detail ?? "").split("\n");
  return { word: known(`problem.${name}`) ? t(`problem.${name}`) : problem.title ?? t("said.refused"), detail, advice: advice.join(" "), work: problem.workItem };
}

/** How to find a control again after it was drawn anew. */
export function marked(control) {
  if (!control?.closest?.("#bar, #view") || control.id === "view") return null;
  if (control.id) return `#${control.id}`;
  const name = ["stay", "task", "id"].find((each) => control.dataset[each]);
  return name ? `[data-${name}="${CSS.escape(control.dataset[name])}"]` : null;
}

/** The head: the way back, what the page shows, whether there is a network and what waits for it. */
export function drawBar({ title, back, waiting, reachable, menu }) {
  const count = number(waiting);
  const net = !reachable
    ? badge("wait", waiting > 0 ? t("net.off.waiting", { count }) : t("net.off"))
    : waiting > 0 ? badge("wait", t("net.waiting", { count })) : badge("good", t("net.on"));
  net.id = "net";
  net.setAttribute("role", "status");
  byId("bar").replaceChildren(
    back ? element("button", { type: "button", className: "quiet square", id: "back", "aria-label": t("back"), onclick: back }, icon("back"))
      : element("img", { src: "/favicon.svg", alt: "", width: "32", height: "32", className: "mark" }),
    element("h1", { text: title }), net,
    element("button", { type: "button", className: "quiet square", id: "menu", "aria-label": t("menu"), "aria-haspopup": "dialog", onclick: menu }, icon("more")));
}

/** The button that leads to what waits for the person; null where nothing does. */
export const openNotice = (count, show) => (count === 0 ? null : element("button", { type: "button", className: "notice-button", id: "openList", onclick: show },
  icon("ask"), element("span", { text: t("open.count", { count: number(count) }) })));

/** The menu: who this is, what the page adds, the other pages, how it looks, the way out. */
export function menu({ path, own, draw, waiting }) {
  const person = me();
  const shut = (act) => () => { shown.close(); act(); };
  const shown = dialog(t("menu"), t("close"), element("div", { className: "stack" },
    element("p", {}, element("strong", { text: person?.label ?? "" }), element("span", { className: "muted", text: ` · ${roleOf(person)}` })),
    own(shut),
    element("nav", { className: "row", "aria-label": t("pages") }, pagesOf(person?.role).filter((name) => `/${name}` !== path).map((name) => element("a", { className: "button", href: `/${name}`, text: t(`page.${name}`) }))),
    element("div", { className: "field" }, element("label", { for: "theme", text: t("theme") }), themeChoice()),
    element("div", { className: "row spread" }, languageButton(shut(draw)),
      element("button", { type: "button", id: "signOut", onclick: shut(() => goodbye(path, waiting())) }, t("signOut")))));
}

function goodbye(path, count) {
  if (count === 0) return leave(path);
  const asked = dialog(t("signOut"), t("close"), element("p", { text: t("signOut.waiting", { count: number(count) }) }),
    element("div", { className: "row" }, element("button", { type: "button", className: "primary", onclick: () => asked.close() }, t("cancel")),
      element("button", { type: "button", onclick: () => leave(path) }, t("signOut.anyway"))));
  return undefined;
}

function tools(field, scanner, scanned) {
  const keyboard = element("button", { type: "button", className: "square", id: "keyboard", "aria-pressed": "false", "aria-label": t("keyboard"), onclick: (event) => {
    const typing = field.inputMode === "none";
    field.inputMode = typing ? "text" : "none";
    event.currentTarget.setAttribute("aria-pressed", String(typing));
    field.blur();
    scanner.home();
  } }, icon("keyboard"));
  byId("scanTools").replaceChildren(keyboard);
  cameraReads().then((can) => can && byId("scanTools").prepend(element("button", { type: "button", className: "square", id: "camera", "aria-label": t("camera.title"), onclick: async () => {
    const { text, refused } = await readByCamera();
    if (refused) toast(t("camera.refused"), "warn");
    else if (text) scanned(text);
  } }, icon("camera"))));
}

/**
 * Begins a page: its worker, its queue, its scan field, and who works with it. `scanned` gets each scan, one after the
 * other, `failed` what one of them threw; `welcome` is called for each person that comes, with the scan field ready.
 */
export async function begin({ path, roles, queue, scanned, failed, welcome, answered, refresh, escape }) {
  paint();
  if (!window.isSecureContext || !navigator.locks) {
    byId("signIn").hidden = false;
    byId("signIn").replaceChildren(empty(t("secure"), t("secure.what")));
    return;
  }
  navigator.serviceWorker?.register(`${path}-sw.js`, { scope: path }).catch(() => undefined);
  await queue.open();
  let turn = Promise.resolve();
  const take = (text) => {
    turn = turn.then(() => scanned(text)).catch(failed);
    return turn;
  };
  const field = byId("scan");
  byId("scanForm").addEventListener("submit", (event) => event.preventDefault());
  const scanner = watchScanner(field, take, () => toast(t("inputMethod"), "warn"));
  tools(field, scanner, take);
  queue.events.addEventListener("answered", answered);
  queue.events.addEventListener("changed", refresh);
  queue.events.addEventListener("reach", () => refresh());

  async function come() {
    byId("signIn").hidden = true;
    byId("app").hidden = false;
    await welcome(scanner);
    queue.send();
  }
  async function enter(why) {
    byId("app").hidden = true;
    byId("signIn").hidden = false;
    const person = await askForKey(byId("signIn"), why);
    if (roles.includes(person.role)) return come();
    await signOut();
    return enter(t("signIn.role", { role: roleOf(person) }));
  }

  addEventListener("signed-out", () => { if (byId("signIn").hidden) enter(t("signIn.again")); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && !byId("app").hidden) escape();
  });
  if (me()) await come();
  else await enter();
}
