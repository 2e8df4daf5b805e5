/** The overview: one question every two seconds, drawn where something changed. */
import { Refused, byId, call, clock, element, linkTo, live, notice, number, open, signedIn, t, tiles, time } from "/assets/page.js";
import { bars, columns, palette, ring } from "/assets/charts.js";

const EVERY_MILLIS = 2_000;
const MOST_MILLIS = 15_000;

let last = null;
let shown = "";

function draw(overview, redraw) {
  const colours = palette();
  const totals = overview.totals;
  tiles([
    ["onHand", totals.onHand], ["available", totals.available], ["openOrders", totals.openOrders], ["inTransitShipments", totals.inTransitShipments],
    ["openRecalls", totals.openRecalls, "bad"], ["openHolds", totals.openHolds, "warn"], ["nearExpiry90", totals.nearExpiry90, "warn"], ["expired", totals.expired, "bad"],
    ["enterprises", totals.enterprises], ["enterprisesWithoutLicence", totals.enterprisesWithoutLicence, "warn"],
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
  columns("expiry", overview.expiry.map((row) => t("expiry.within", { days: row.withinDays })),
    [[t("tile.onHand"), colours.amber, overview.expiry.map((row) => row.quantity)]], redraw);
  stops(overview);
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
        element("span", { className: "badge bad", text: t("recall.level", recall) }),
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

open(() => last && show(last, true));
await signedIn();
live("", t("live.loading"));
await follow();
