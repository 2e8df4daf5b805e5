/** How far a recall is, and until when what has to be done. */
import { element } from "/assets/frame/dom.js";
import { due, when } from "/assets/frame/lists.js";
import { day, number, parkDay, t } from "/assets/frame/language.js";

export const recallTone = (recall) => ({ OPEN: "bad", CLOSED: "good", RELEASED: "good", WITHDRAWN: "wait" })[recall.state];

/** Completeness as a bar, and the terms of the rules. */
export function deadlines(recall) {
  const percent = Math.floor(recall.completeness * 100);
  const open = recall.state === "OPEN";
  const bar = element("progress", { max: "100", value: String(percent), "aria-label": t("completeness.of") });
  return element("div", { className: "recall-state" },
    element("div", { className: "completeness" }, bar, element("strong", { text: t("completeness", { percent: number(percent) }) }), element("span", { className: "muted", text: t("completeness.what", { recovered: number(recall.recovered), out: number(recall.outstanding + recall.dispatched) }) })),
    element("dl", { className: "facts" },
      due(t("deadline.notify"), parkDay(recall.deadlines.notify), when(recall.deadlines.notify), open),
      due(t("deadline.report"), recall.deadlines.report, day(recall.deadlines.report), open),
      recall.deadlines.summary ? due(t("deadline.summary"), recall.deadlines.summary, day(recall.deadlines.summary), recall.state === "CLOSED") : null));
}
