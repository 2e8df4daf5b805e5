/** What is written down at the door: who took it, how warm it was, the signature, photos, what was not taken. */
import { element, icon, toast } from "/assets/frame/dom.js";
import { ask, choice, field, typed } from "/assets/frame/forms.js";
import { number, t } from "/assets/frame/language.js";
import { keyOf, storageOf } from "/assets/drive/board.js";
import { forget, keepPicture } from "/assets/drive/outbox.js";
import { photoOf } from "/assets/drive/photos.js";
import { pictureOf, signaturePad } from "/assets/drive/signature.js";

const MOST_PHOTOS = 10;
const REASONS = ["damaged", "temperature", "expiry", "unordered", "wrong", "missing", "other"];
const LOWEST = -273.15;
const HIGHEST = 200;

export const newDraft = () => ({ counts: {}, refused: {}, receivedBy: "", celsius: "", paper: false, strokes: [], photos: [] });

/** How many pieces of goods are neither counted nor refused yet. */
export const leftOf = (goods, draft) => goods.quantity - (draft.counts[keyOf(goods)] ?? 0) - (draft.refused[keyOf(goods)]?.quantity ?? 0);

const degrees = (celsius) => `${number(celsius)} °C`;

/** The ranges in which these goods are to be kept, each once. */
function ranges(goods) {
  const all = goods.map(storageOf).filter((each) => each && (each.minCelsius !== undefined || each.maxCelsius !== undefined));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

const rangeText = ({ minCelsius, maxCelsius }) => [minCelsius, maxCelsius].map((each) => (each === undefined || each === null ? "…" : degrees(each))).join(" – ");
const isOutside = ({ minCelsius, maxCelsius }, celsius) => (minCelsius ?? LOWEST) > celsius || (maxCelsius ?? HIGHEST) < celsius;

/** Asks how much of goods is not taken, and why. */
export function refuse(goods, name, draft, save) {
  const key = keyOf(goods);
  const before = draft.refused[key];
  const most = leftOf(goods, draft) + (before?.quantity ?? 0) + (draft.counts[key] ?? 0);
  const quantity = typed({ type: "number", min: "0", max: String(goods.quantity), step: "1", inputmode: "numeric" });
  quantity.value = String(before?.quantity ?? (leftOf(goods, draft) || most));
  ask({
    title: t("refuse.title", { name }), label: t("refuse.save"),
    fields: [
      field("quantity", t("refuse.quantity", { count: number(goods.quantity) }), quantity),
      field("reason", t("refuse.reason"), choice(REASONS.map((each) => [each, t(`reason.${each}`)]), { chosen: before?.code ?? "damaged" })),
      field("note", t("refuse.note"), typed({ required: false, maxlength: "200", value: before?.note ?? "" })),
    ],
    send: (entered) => {
      const refused = Number(entered.quantity);
      if (refused === 0) delete draft.refused[key];
      else draft.refused[key] = { quantity: refused, code: entered.reason, note: entered.note, reason: [t(`reason.${entered.reason}`), entered.note].filter(Boolean).join(t("comma")) };
      draft.counts[key] = Math.min(draft.counts[key] ?? 0, goods.quantity - refused);
      return save().then(() => t("refuse.saved", { count: number(refused) }));
    },
    done: () => {},
  });
}

/** The form of a door. It is made once and keeps its fields while the page is drawn anew around it. */
export function proofForm(stop, draft, save, handOver) {
  const receivedBy = element("input", { id: "receivedBy", maxlength: "100", autocomplete: "off", spellcheck: "false", enterkeyhint: "done" });
  receivedBy.value = draft.receivedBy;
  receivedBy.addEventListener("input", () => { draft.receivedBy = receivedBy.value; save(); });

  const wanted = ranges(stop.goods);
  const celsius = element("input", { id: "celsius", type: "number", step: "any", min: String(LOWEST), max: String(HIGHEST), autocomplete: "off", "aria-describedby": "celsius-hint" });
  celsius.value = draft.celsius;
  const warmth = element("p", { id: "celsius-hint", className: "hint", role: "status" });
  const look = () => {
    const outside = celsius.value !== "" && wanted.some((each) => isOutside(each, Number(celsius.value)));
    warmth.className = outside ? "field-error" : "hint";
    warmth.textContent = [outside ? t("celsius.outside") : "", wanted.length > 0 ? t("celsius.range", { ranges: wanted.map(rangeText).join(t("comma")) }) : ""].filter(Boolean).join(" ");
  };
  celsius.addEventListener("input", () => { draft.celsius = celsius.value; look(); save(); });
  look();

  const pad = signaturePad(t("signature.label"), draft.strokes, (strokes) => { draft.strokes = strokes; save(); });
  const paper = element("input", { type: "checkbox", id: "paper" });
  paper.checked = draft.paper;
  paper.addEventListener("change", () => { draft.paper = paper.checked; save(); paper.blur(); });

  const shown = element("ul", { className: "photos", "aria-label": t("photos") });
  const camera = element("input", { type: "file", id: "photo", accept: "image/*", capture: "environment", multiple: true });
  const drawPhotos = () => shown.replaceChildren(...draft.photos.map((photo, index) => element("li", {},
    element("img", { src: photo.small, alt: t("photo.number", { index: number(index + 1) }) }),
    element("button", { type: "button", className: "square", "aria-label": t("photo.remove", { index: number(index + 1) }), onclick: async () => {
      draft.photos = draft.photos.filter((each) => each !== photo);
      await save();
      drawPhotos();
      await forget([photo.hash]);
    } }, icon("close")))));
  camera.addEventListener("change", async () => {
    for (const file of [...camera.files].slice(0, MOST_PHOTOS - draft.photos.length)) {
      try {
        const { blob, small } = await photoOf(file);
        const hash = await keepPicture(blob);
        if (!draft.photos.some((each) => each.hash === hash)) draft.photos = [...draft.photos, { hash, small }];
        await save();
      } catch {
        toast(t("photo.unreadable"), "bad");
      }
    }
    camera.value = "";
    camera.blur();
    drawPhotos();
  });
  drawPhotos();

  const problem = element("div", { role: "alert", className: "stack", id: "lacks" });
  const button = element("button", { type: "submit", className: "primary wide hand-over", id: "handOver", text: t("hand.over") });
  const form = element("form", { className: "card stack proof", novalidate: true, "aria-label": t("proof") },
    element("div", { className: "field" }, element("label", { for: "receivedBy", text: t("receivedBy") }), receivedBy),
    element("div", { className: "field" }, element("label", { for: "celsius", text: t("celsius") }), celsius, warmth),
    element("div", { className: "field" },
      element("div", { className: "row spread" }, element("h3", { text: t("signature") }), element("button", { type: "button", className: "quiet", id: "clearSignature", text: t("signature.clear"), onclick: pad.clear })),
      pad.canvas, element("label", { className: "check", for: "paper" }, paper, element("span", { text: t("signature.paper") }))),
    element("div", { className: "field" }, element("label", { className: "button wide", for: "photo" }, icon("camera"), t("photo.add")), camera, shown),
    problem, button, element("p", { className: "hint", text: t("hand.over.hint") }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const lacks = lacking(stop, draft, celsius);
    problem.replaceChildren(...lacks.map((text) => element("p", { className: "field-error", text })));
    if (lacks.length > 0) {
      problem.scrollIntoView({ block: "center" });
      return;
    }
    button.disabled = true;
    try {
      await handOver(await bodyOf(stop, draft));
    } finally {
      button.disabled = false;
    }
  });
  return form;
}

function lacking(stop, draft, celsius) {
  const left = stop.goods.reduce((sum, each) => sum + leftOf(each, draft), 0);
  return [
    left > 0 ? t("lacks.goods", { count: number(left) }) : null,
    draft.receivedBy.trim() === "" ? t("lacks.receivedBy") : null,
    celsius.checkValidity() ? null : t("lacks.celsius"),
    draft.strokes.length === 0 && !draft.paper ? t("lacks.signature") : null,
  ].filter(Boolean);
}

async function bodyOf(stop, draft) {
  const refused = stop.goods.filter((each) => draft.refused[keyOf(each)]).map((each) => {
    const { quantity, reason } = draft.refused[keyOf(each)];
    return { di: each.di, lot: each.lot, serial: each.serial, order: each.orderId, quantity, reason };
  });
  return {
    consignee: stop.consignee,
    receivedBy: draft.receivedBy.trim(),
    evidence: draft.paper ? t("signature.paper") : undefined,
    celsius: draft.celsius === "" ? undefined : Number(draft.celsius),
    signature: draft.strokes.length > 0 ? await keepPicture(await pictureOf(draft.strokes)) : undefined,
    photos: draft.photos.length > 0 ? draft.photos.map((each) => each.hash) : undefined,
    refused: refused.length > 0 ? refused : undefined,
  };
}
