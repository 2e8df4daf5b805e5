/** What both pages share: language, key, calls of the API, the state of the connection. */
import { Refused, call as ask, me, signIn, signOut } from "/assets/frame/api.js";
import { pagesOf } from "/assets/frame/nav.js";
import { FRAME } from "/assets/frame/words.js";
import { WORDS } from "/assets/words.js";

export { Refused };

const parameters = new URLSearchParams(location.search);
const asked = parameters.get("lang") ?? navigator.language ?? "zh";
let language = asked.toLowerCase().startsWith("zh") ? "zh" : "en";

export const byId = (id) => document.getElementById(id);

export function t(word, values = {}) {
  const text = WORDS[language][word] ?? FRAME[language][word] ?? word;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const known = (word) => word in WORDS[language];

export const number = (value) => new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en").format(value ?? 0);

/** The API writes times with the park's offset: what stands in the text is the park's wall clock. */
export const time = (iso) => (iso ? iso.slice(0, 19).replace("T", " ") : "");
export const clock = (iso) => (iso ? iso.slice(11, 19) : "");

/** An element with text and children; text is never read as HTML. */
export function element(tag, { text, className, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child));
  return made;
}

function wide() { return matchMedia("(min-width: 1000px)"); }

export function dark() {
  const theme = parameters.get("theme");
  return theme ? theme === "dark" : wide().matches;
}

function paint() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const each of document.querySelectorAll("[data-i18n]")) each.textContent = t(each.dataset.i18n);
  for (const each of document.querySelectorAll("[data-i18n-label]")) {
    each.placeholder = t(each.dataset.i18nLabel);
    each.setAttribute("aria-label", t(each.dataset.i18nLabel));
  }
  for (const link of document.querySelectorAll("[data-page]")) link.textContent = t(`page.${link.dataset.page}`);
  byId("language").textContent = t("language.other");
  byId("language").lang = language === "zh" ? "en" : "zh-CN";
  document.title = `${document.querySelector("h1").textContent} · Lotline`;
}

/** Sets the page up; `repaint` is called when the language or the theme changes. */
export function open(repaint) {
  paint();
  byId("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    parameters.set("lang", language);
    history.replaceState(null, "", `${location.pathname}?${parameters}`);
    paint();
    repaint();
  });
  wide().addEventListener("change", () => { paint(); repaint(); });
  byId("signOut").addEventListener("click", () => {
    signOut().finally(() => location.reload());
  });
  byId("lookup").addEventListener("submit", (event) => {
    event.preventDefault();
    const { di, lot } = event.target.elements;
    location.assign(linkTo(di.value.trim(), lot.value.trim()));
  });
}

export function linkTo(di, lot) {
  return `/trace?${new URLSearchParams({ di, lot, lang: language })}`;
}

export const homeLink = () => `/?${new URLSearchParams({ lang: language })}`;

/** Calls the API. Throws Refused, or TypeError and the like where no answer came. */
export const call = (path, accept = "application/json") => ask(path, { accept, signal: AbortSignal.timeout(10_000) });

/** Before the language the pages where this person works. */
function lead() {
  document.querySelectorAll("[data-page]").forEach((link) => link.remove());
  byId("language").before(...pagesOf(me()?.role).map((name) => element("a", { className: "quiet", href: `/${name}`, "data-page": name, text: t(`page.${name}`) })));
}

/** Waits until somebody is signed in; asks for a key where nobody is, or where the sign-in has ended. */
export function signedIn(ended = false) {
  if (me() && !ended) {
    lead();
    byId("signOut").hidden = false;
    return Promise.resolve();
  }
  byId("content").hidden = true;
  byId("signOut").hidden = true;
  document.querySelector(".sign-in")?.remove();
  return new Promise((done) => {
    const input = element("input", { type: "password", name: "key", required: "", autocomplete: "off", "data-i18n-label": "field.key" });
    const form = element("form", {}, input);
    const error = element("p", { className: "error", role: "alert" });
    form.append(error, element("button", { type: "submit", "data-i18n": "action.signIn" }), element("p", { "data-i18n": "signIn.hint" }));
    const panel = element("section", { className: "sign-in panel" }, element("h2", { "data-i18n": "signIn.title" }), form);
    document.querySelector(".top").after(panel);
    paint();
    input.focus();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await signIn(input.value.trim());
        panel.remove();
        lead();
        byId("signOut").hidden = false;
        done();
      } catch (failure) {
        error.dataset.i18n = failure instanceof Refused && failure.status === 401 ? "signIn.wrong" : "live.never";
        paint();
      }
    });
  });
}

/** Says how fresh the page is: `ok`, `late` or neither. */
export function live(state, text) {
  byId("live").className = `live ${state}`;
  if (byId("liveText").textContent !== text) byId("liveText").textContent = text;
}

export function notice(text, bad = true) {
  const box = byId("notice");
  box.hidden = !text;
  box.textContent = text;
  box.classList.toggle("bad", bad);
}

export function tiles(rows) {
  const list = byId("tiles");
  for (const [name, value, tone] of rows) {
    let tile = list.querySelector(`[data-name="${name}"]`);
    if (!tile) {
      tile = element("div", { "data-name": name }, element("dt", {}, element("span")), element("dd"));
      list.append(tile);
    }
    tile.className = `tile ${tone && value > 0 ? tone : ""}`;
    tile.querySelector("dt span").textContent = t(`tile.${name}`);
    tile.querySelector("dd").textContent = number(value);
  }
}
