/** The overview: one question every two seconds, drawn where something changed. */
import { Refused, byId, call, clock, element, linkTo, live, notice, number, open, signedIn, t, tiles, time } from "/assets/page.js";
import { bars, columns, palette, ring } from "/assets/charts.js";

const EVERY_MILLIS = 2_000;
const MOST_MILLIS = 15_000;
const REFUSALS_EVERY_MILLIS = 30_000;
const CHARTS = { days: "chart.days", hourly: "chart.hourly", owners: "chart.owners", classes: "chart.classes", risk: "chart.risk", status: "chart.status", expiry: "chart.expiry", refusals: "chart.refusals", stops: "overview.stops" };

let last = null;
let shown = "";
let refused = null;
let refusedAt = -Infinity;
const titles = new Map();

function draw(overview, redraw) {
  const colours = palette();
  const totals = overview.totals;
  tiles([
    ["onHand", totals.onHand], ["available", totals.available], ["openOrders", totals.openOrders], ["inTransitShipments", totals.inTransitShipments],
    ["openRecalls", totals.openRecalls, "bad"], ["openHolds", totals.openHolds, "warn"], ["nearExpiry90", totals.nearExpiry90, "warn"], ["expired", totals.expired, "bad"],
    ["implantsOnHand", totals.implantsOnHand], ["ivdOnHand", totals.ivdOnHand], ["enterprises", totals.enterprises], ["enterprisesWithoutLicence", totals.enterprisesWithoutLicence, "warn"],
  ]);
  const days = everyDay(overview.days, overview.at);
  columns("days", days.map((day) => day.date.slice(5)), [
    [t("series.received"), colours.teal, days.map((day) => day.receivedQuantity)],
    [t("series.dispatched"), colours.amber, days.map((day) => day.dispatchedQuantity)],
  ], redraw);
  const hours = overview.hourly;
  columns("hourly", hours.map((hour) => `${hour.hour}:00`), [
    [t("series.received"), colours.teal, hours.map((hour) => hour.received)],
    [t("series.picked"), colours.blue, hours.map((hour) => hour.picked)],
    [t("series.dispatched"), colours.amber, hours.map((hour) => hour.dispatched)],
  ], redraw);
  bars("owners", overview.stockByOwner.map((row) => [row.name || row.owner, row.quantity, colours.teal]), redraw);
  bars("classes", overview.stockByClassification.map((row) => [row.name ? `${row.code} ${row.name}` : row.code, row.quantity, colours.blue]), redraw);
  const risk = { I: colours.green, II: colours.amber, III: colours.red };
  ring("risk", overview.stockByRiskClass.map((row) => [t(`risk.${row.riskClass}`), row.quantity, risk[row.riskClass]]), redraw);
  const status = { QUALIFIED: colours.green, PENDING_INSPECTION: colours.blue, ON_HOLD: colours.amber, EXPIRED: colours.red, NON_CONFORMING: colours.violet, RETURNED: colours.grey };
  ring("status", overview.stockByStatus.map((row) => [t(`status.${row.status}`), row.quantity, status[row.status]]), redraw);
  columns("expiry", overview.expiryByMonth.map((row) => row.month),
    [[t("tile.onHand"), colours.amber, overview.expiryByMonth.map((row) => row.quantity)]], redraw);
  stops(overview);
  refusals(redraw);
  explain();
}

/** Who may not ask for refused scans does not see an empty chart of them. */
function refusals(redraw) {
  byId("refusalsPanel").hidden = refused === null;
  if (refused) bars("refusals", refused.map((row) => [titles.get(document.documentElement.lang)?.get(row.value) ?? row.value, row.refusals, palette().amber]), redraw);
}

async function askRefusals() {
  if (performance.now() - refusedAt < REFUSALS_EVERY_MILLIS) return;
  refusedAt = performance.now();
  try {
    const { items } = await (await call("/v1/insight/refusals?by=code&limit=8")).json();
    await learnTitles(document.documentElement.lang);
    refused = items;
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.status !== 403) throw failure;
    refused = null;
  }
  if (last) refusals(false);
}

/** What problems are called in a language; the list is fixed. */
async function learnTitles(language) {
  if (titles.has(language)) return;
  const { items } = await (await call(`/problems?lang=${language}`)).json();
  titles.set(language, new Map(items.map((problem) => [problem.type.slice(problem.type.lastIndexOf("/") + 1), problem.title])));
}

/** Beside each figure a button that says what it is, how it comes about and where it can be asked for. */
function explain() {
  for (const [place, id, name] of [
    ...[...document.querySelectorAll("#tiles [data-name]")].map((tile) => [tile.querySelector("dt"), tile.dataset.name, `tile.${tile.dataset.name}`]),
    ...Object.entries(CHARTS).map(([id, name]) => [byId(id).closest("section").querySelector("h2"), id, name]),
  ]) {
    let button = place.querySelector("button");
    if (!button) {
      button = element("button", { type: "button", className: "why-button", text: "?" });
      button.addEventListener("click", () => about(id, name));
      place.append(button);
    }
    button.setAttribute("aria-label", t("about.of", { name: t(name) }));
  }
}

function about(id, name) {
  const [definition, formula, source] = t(`about.${id}`).split("|");
  byId("aboutName").textContent = t(name);
  byId("aboutDefinition").textContent = definition;
  byId("aboutFormula").textContent = formula;
  byId("aboutSource").textContent = source;
  byId("about").showModal();
}

/** Days on which nothing happened are columns too. */
function everyDay(days, at) {
  if (days.length === 0) return [];
  const byDate = new Map(days.map((day) => [day.date, day]));
  const end = Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: 30 }, (_, back) => {
    const date = new Date(end - (29 - back) * 86_400_000).toISOString().slice(0, 10);
    return byDate.get(date) ?? { date, receivedQuantity: 0, dispatchedQuantity: 0 };
  });
}

function stops(overview) {
  const rows = [];
  for (const recall of overview.recalls) {
    const late = recall.daysLeftToNotify < 0;
    rows.push(element("li", {},
      element("div", { className: "what" },
        element("a", { className: "badge bad", href: `/recalls/${encodeURIComponent(recall.recallId)}`, text: t("recall.level", recall) }),
        ...recall.lots.map((lot) => element("a", { href: linkTo(recall.di, lot), text: `${recall.di} · ${lot}` })),
        element("span", { className: late ? "badge bad" : "badge warn", text: t(late ? "recall.late" : "recall.due", { days: Math.abs(recall.daysLeftToNotify) }) })),
      element("div", { className: "why", text: `${recall.reason} · ${t("since", { time: time(recall.since) })}` })));
  }
  for (const hold of overview.holds) {
    rows.push(element("li", {},
      element("div", { className: "what" },
        element("span", { className: "badge warn", text: t("hold") }),
        hold.lot ? element("a", { href: linkTo(hold.di, hold.lot), text: `${hold.di} · ${hold.lot}` }) : element("span", { text: hold.di })),
      element("div", { className: "why", text: `${hold.reason} · ${t("since", { time: time(hold.since) })}` })));
  }
  if (rows.length === 0) rows.push(element("li", { className: "empty", text: t("overview.calm") }));
  byId("stops").replaceChildren(...rows);
}

function show(overview, redraw = false) {
  last = overview;
  byId("content").hidden = false;
  notice("");
  const { at, position, ...figures } = overview;
  const now = JSON.stringify([at.slice(0, 10), figures]);
  if (redraw || now !== shown) {
    draw(overview, redraw);
    shown = now;
  }
  live("ok", t("live.ok", { time: clock(at), position: number(position) }));
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

async function follow() {
  let wait = EVERY_MILLIS;
  for (;;) {
    try {
      if (!document.hidden || !last) {
        show(await (await call("/v1/insight/overview")).json());
        await askRefusals();
      }
      wait = EVERY_MILLIS;
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 401) {
        live("", "");
        shown = "";
        await signedIn(true);
        continue;
      }
      const forbidden = failure instanceof Refused && failure.status === 403;
      if (failure instanceof Refused) {
        notice(forbidden ? t("error.forbidden") : t("error.other", { status: failure.status, detail: failure.message }));
      }
      live("late", last ? t("live.late", { time: clock(last.at) }) : t("live.never"));
      wait = Math.min(wait * 1.5, MOST_MILLIS);
    }
    await pause(wait);
  }
}

open(() => {
  refusedAt = -Infinity;
  if (last) show(last, true);
});
await signedIn();
live("", t("live.loading"));
await follow();
