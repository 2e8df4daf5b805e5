/** The history of a trace: by day and step, in the order of the log, by the park's clock. */
import { read } from "/assets/frame/api.js";
import { badge, element } from "/assets/frame/dom.js";
import { complain } from "/assets/frame/frame.js";
import { files } from "/assets/frame/lists.js";
import { day, exactly, known, number, parkDay, t } from "/assets/frame/language.js";

const MORE = 5_000;
const SHOWN = 100;
const OWN_TIME_MILLIS = 60_000;
const HIDDEN = ["consignee", "location"];

const nameOf = (event) => (known(`event.${event}`) ? t(`event.${event}`) : event);
const clockOf = (at) => exactly(at).match(/\d\d:\d\d/)?.[0] ?? "";

/** Places by the names that the trace knows. */
function placesOf(trace) {
  const names = new Map([...(trace.sources ?? []).map((row) => [row.supplier, row.name]), ...(trace.consignees ?? []).map((row) => [row.consignee, row.name]), ...(trace.inTransit ?? []).map((row) => [row.consignee, row.name])]);
  return (place) => {
    if (!place) return "";
    const [kind, id] = [place.slice(0, place.indexOf(":")), place.slice(place.indexOf(":") + 1)];
    if (kind === "location") return id.replace("/", " ");
    return names.get(id) ?? [t(`place.${kind}`), id].filter(Boolean).join(" ");
  };
}

/** Steps of one kind, one after the other, between the same places, by the same person, are one. */
function fold(steps) {
  const folds = [];
  for (const step of steps) {
    const key = JSON.stringify([step.event, step.from, step.to, step.place, step.actor, step.references, step.remark, step.status]);
    const last = folds.at(-1);
    if (last?.key === key) last.steps.push(step);
    else folds.push({ key, steps: [step] });
  }
  return folds;
}

const piecesOf = (steps) => steps.reduce((sum, step) => sum + (step.quantity ?? 0), 0);

function told({ steps }, placeOf) {
  const step = steps[0];
  const last = steps.at(-1);
  const path = step.from && step.to && step.from !== step.to ? `${placeOf(step.from)} → ${placeOf(step.to)}` : placeOf(step.place);
  const references = Object.entries(step.references).filter(([kind]) => !HIDDEN.includes(kind)).map(([kind, id]) => (known(`ref.${kind}`) ? `${t(`ref.${kind}`)} ${id}` : id));
  const [from, until] = [clockOf(step.at), clockOf(last.at)];
  const time = element("time", { datetime: step.at, title: steps.length > 1 ? `${exactly(step.at)} – ${exactly(last.at)}` : timesOf(step), text: from === until ? from : `${from}–${until}` });
  const line = element("div", { className: "step" }, time,
    element("strong", { text: nameOf(step.event) }),
    step.quantity ? element("span", { text: t("pieces", { count: number(piecesOf(steps)) }) }) : null,
    step.status && step.status !== "QUALIFIED" ? badge("warn", t(`status.${step.status}`)) : null,
    step.correctedBy ? badge("bad", t("step.wrong")) : null,
    path ? element("span", { text: path }) : null,
    element("span", { className: "muted", text: [step.actorLabel ?? step.actor, ...references, step.serial && steps.length === 1 ? step.serial : null, step.remark].filter(Boolean).join(" · ") }));
  if (steps.length === 1) return element("li", {}, line);
  const each = element("details", { className: "each" }, element("summary", { text: t("history.times", { count: number(steps.length) }) }));
  each.addEventListener("toggle", () => { if (each.open && each.children.length === 1) each.append(stepList(steps)); });
  return element("li", {}, line, each);
}

const timesOf = (step) => {
  const own = step.occurredAt && Math.abs(Date.parse(step.occurredAt) - Date.parse(step.at)) > OWN_TIME_MILLIS;
  return own ? t("step.scanned", { recorded: exactly(step.at), scanned: exactly(step.occurredAt) }) : exactly(step.at);
};

function stepList(steps) {
  const list = element("ul", { className: "steps" });
  const more = element("button", { type: "button", className: "no-print", text: t("more") });
  let shown = 0;
  const draw = () => {
    list.append(...steps.slice(shown, shown + SHOWN).map((step) => element("li", { title: timesOf(step), text: [exactly(step.at), step.quantity ? t("pieces", { count: number(step.quantity) }) : "", step.serial, t("step.position", { position: number(step.position) })].filter(Boolean).join(" · ") })));
    shown += SHOWN;
    more.hidden = shown >= steps.length;
  };
  more.addEventListener("click", draw);
  draw();
  return element("div", {}, list, more);
}

/** What was done on a day, in a line: each kind of step with its pieces. */
function summary(steps) {
  const kinds = new Map();
  for (const step of steps) kinds.set(step.event, (kinds.get(step.event) ?? 0) + (step.quantity ?? 0));
  return [...kinds].map(([event, pieces]) => (pieces > 0 ? `${nameOf(event)} ${number(pieces)}` : nameOf(event))).join(" · ");
}

export function historyView(path, trace, file) {
  const placeOf = placesOf(trace);
  const list = element("div", { className: "days" });
  const status = element("p", { className: "muted", role: "status" });
  const button = element("button", { type: "button", className: "no-print", id: "more-history" });
  const opened = new Set();
  let next = trace.historyNext;

  function drawDay(date, all) {
    const shown = element("details", { className: "day", "data-day": date, open: opened.has(date) },
      element("summary", {}, element("time", { datetime: date, text: day(date) }), element("span", { text: summary(all) }), element("span", { className: "muted", text: t("history.steps", { count: number(all.length) }) })));
    const fill = () => {
      if (shown.children.length > 1) return;
      const folds = fold(all);
      const lines = element("ul", { className: "folds" }, folds.slice(0, SHOWN).map((each) => told(each, placeOf)));
      const rest = folds.length > SHOWN ? element("button", { type: "button", className: "no-print rest", text: t("history.all", { count: number(folds.length) }) }) : null;
      rest?.addEventListener("click", () => {
        rest.remove();
        lines.append(...folds.slice(SHOWN).map((each) => told(each, placeOf)));
      });
      shown.append(lines, rest ?? "");
    };
    shown.fill = fill;
    shown.addEventListener("toggle", () => {
      if (shown.open) fill();
      opened[shown.open ? "add" : "delete"](date);
    });
    if (shown.open) fill();
    return shown;
  }

  const days = new Map();
  let counted = 0;

  /** Draws what came: the day on which the page before ended, and those behind it. */
  function draw(more) {
    const changed = new Set();
    for (const step of more) {
      const date = parkDay(step.at);
      if (!days.has(date)) days.set(date, { steps: [], shown: null });
      days.get(date).steps.push(step);
      changed.add(date);
    }
    counted += more.length;
    for (const date of changed) {
      const each = days.get(date);
      const shown = drawDay(date, each.steps);
      if (each.shown) each.shown.replaceWith(shown);
      else list.append(shown);
      each.shown = shown;
    }
    status.textContent = t(next ? "history.first" : "history.whole", { steps: number(counted), days: number(days.size) });
    button.textContent = t("history.more", { count: number(MORE) });
    button.hidden = !next;
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const page = await read(`${path}?part=history&limit=${MORE}&after=${next}`);
      next = page.historyNext;
      draw(page.history);
    } catch (failure) {
      complain(failure);
    } finally {
      button.disabled = false;
    }
  });
  draw(trace.history);
  const section = element("section", { className: "card stack part", id: "history", "aria-labelledby": "history-title" },
    element("div", { className: "row spread" }, element("h2", { id: "history-title", tabindex: "-1", text: t("history") }), element("div", { className: "row no-print small-buttons" }, files(path, `${file}-history`, { of: t("history") }))),
    status, list, button);
  printed = section;
  return section;
}

// on paper every day is open
let printed = null;

addEventListener("beforeprint", () => {
  for (const each of printed?.querySelectorAll("details.day:not([open])") ?? []) {
    each.fill();
    each.open = true;
    each.dataset.printing = "";
  }
  for (const rest of printed?.querySelectorAll("button.rest") ?? []) {
    rest.click();
  }
});
addEventListener("afterprint", () => {
  for (const each of printed?.querySelectorAll("details.day[data-printing]") ?? []) {
    each.open = false;
    delete each.dataset.printing;
  }
});
