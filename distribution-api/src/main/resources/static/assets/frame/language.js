/** Language, theme and the park's clock: what a person chose is remembered, else the browser is followed. */
import { FRAME } from "/assets/frame/words.js";
import { ZONE } from "/assets/frame/park.js";

const books = [FRAME];
const asked = new URLSearchParams(location.search);
const remembered = (name) => { try { return localStorage.getItem(`lotline.${name}`); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(`lotline.${name}`, value); } catch { /* a browser that keeps nothing still shows the page */ } };

let language = (asked.get("lang") ?? remembered("language") ?? navigator.language ?? "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
let theme = asked.get("theme") ?? remembered("theme") ?? "auto";

/** Adds a page's words to those of the frame; where both have one, the page says its own. */
export const speak = (words) => books.unshift(words);

export const locale = () => (language === "zh" ? "zh-CN" : "en");

/** The words with their values; `{count|row|rows}` is one word for one and another for any other number. */
export function t(word, values = {}) {
  const book = books.find((each) => word in each[language]);
  return (book ? book[language][word] : word)
    .replace(/\{(\w+)\|(\w+)\|(\w+)\}/g, (_, name, one, more) => (String(values[name]) === "1" ? one : more))
    .replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const known = (word) => books.some((each) => word in each[language]);

export const number = (value) => new Intl.NumberFormat(locale()).format(value ?? 0);

const dark = matchMedia("(prefers-color-scheme: dark)");

export function paint() {
  const shown = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
  document.documentElement.dataset.theme = shown;
  document.documentElement.lang = locale();
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", shown === "dark" ? "#0d131b" : "#f5f7f9");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = t(each.dataset.word);
}

dark.addEventListener("change", paint);

export function otherLanguage() {
  language = language === "zh" ? "en" : "zh";
  remember("language", language);
  paint();
}

export const themeNow = () => theme;

export function chooseTheme(chosen) {
  theme = chosen;
  remember("theme", theme);
  paint();
}

const parts = (date, options) => new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hourCycle: "h23", ...options }).format(date);

/** The park's wall clock, exact. */
export const exactly = (at) => parts(new Date(at), { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });

// made once: a history of 100,000 steps asks for the day of each
const DAYS = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });

/** The day in the park, YYYY-MM-DD. */
export const parkDay = (at = Date.now()) => DAYS.format(new Date(at));

/** A time as people say it. */
export function said(at) {
  const date = new Date(at);
  const seconds = Math.round((Date.now() - date.getTime()) / 1000);
  if (seconds < 60 && seconds > -60) return t("time.now");
  if (seconds >= 60 && seconds < 3600) return t("time.minutes", { minutes: Math.floor(seconds / 60) });
  const clock = parts(date, { hour: "2-digit", minute: "2-digit" });
  if (parkDay(date) === parkDay()) return t("time.today", { clock });
  if (parkDay(date) === parkDay(Date.now() - 86_400_000)) return t("time.yesterday", { clock });
  return `${parts(date, { year: "numeric", month: "numeric", day: "numeric" })} ${clock}`;
}

/** A calendar day of a label or a document, as it is written here. */
export function day(text) {
  if (!text) return "";
  const [year, month, date] = text.split("-").map(Number);
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" }).format(Date.UTC(year, month - 1, date));
}
