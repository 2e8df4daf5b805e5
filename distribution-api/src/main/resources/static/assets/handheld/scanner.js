/**
 * The scan field. Whatever has the focus, what a scanner types comes here: a scanner is a keyboard that types fast and
 * ends with Enter, with Tab, or by a pause.
 *
 * A pause is the weakest of the three: a device that stutters would cut a label in two. So where scans were seen to end
 * with a key, only a pause that no stutter is as long as counts.
 */
import { dialogOpen, openDialog } from "/assets/frame/dom.js";

const GS = "\u001d";
const FAST_MILLIS = 45;
const PAUSE_MILLIS = 350;
const LONG_PAUSE_MILLIS = 1_500;
const PAUSES_UNTIL_BELIEVED = 2;
const SUFFIX = "lotline.suffix";
const SHORTEST_BURST = 6;

export function watchScanner(field, take, inputMethodIsOn) {
  let first = 0;
  let last = 0;
  let typed = 0;
  let ended = 0;
  let timer = 0;

  // how many pauses in a row would have to end a scan before they are believed again
  let byKey = Number(localStorage.getItem(SUFFIX) ?? 0);
  const believe = (pauses) => {
    if (pauses === byKey) return;
    byKey = pauses;
    localStorage.setItem(SUFFIX, String(pauses));
  };

  const burst = () => typed >= SHORTEST_BURST && (last - first) / (typed - 1) <= FAST_MILLIS;

  function finish(byPause = false) {
    clearTimeout(timer);
    const text = field.value;
    if (burst()) believe(byPause ? Math.max(0, byKey - 1) : PAUSES_UNTIL_BELIEVED);
    field.value = "";
    typed = 0;
    ended = byPause ? performance.now() : 0;
    if (text.trim() !== "") take(text);
  }

  function stroke(length = 1) {
    const at = performance.now();
    if (typed === 0 || at - last > 400) {
      first = at;
      typed = 0;
    }
    typed += length;
    last = at;
    clearTimeout(timer);
    if (burst()) timer = setTimeout(() => finish(true), byKey > 0 ? LONG_PAUSE_MILLIS : PAUSE_MILLIS);
  }

  const takesText = (target) => target !== field && (target.matches?.("input, textarea, select") || target.isContentEditable);

  document.addEventListener("keydown", (event) => {
    if (takesText(event.target)) return;
    if (dialogOpen()) {
      // a scan goes before a question that can be opened again
      if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
      openDialog().close();
    }
    const control = event.ctrlKey && !event.altKey && !event.metaKey;
    // what scanners send for the separator: Ctrl+], the sign itself, or F8
    if ((control && (event.code === "BracketRight" || event.key === "]")) || event.key === GS || event.key === "F8") {
      event.preventDefault();
      insert(GS);
      return;
    }
    if (control && (event.key === "j" || event.key === "m") && field.value !== "") {
      event.preventDefault();
      finish();
      return;
    }
    if (event.key === "Enter" || event.key === "Tab") {
      if (field.value !== "") {
        event.preventDefault();
        event.stopPropagation();
        finish();
      } else if (ended > 0 && performance.now() - ended < 300) {
        // the suffix of a scan that a pause had ended already
        event.preventDefault();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (event.target !== field) {
      if (event.key === " ") return;
      field.focus();
    }
  }, { capture: true });

  function insert(text) {
    field.focus();
    field.setRangeText(text, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
    stroke();
  }

  field.addEventListener("input", (event) => {
    if (/[\r\n\t]/.test(field.value)) {
      field.value = field.value.replace(/[\r\n\t]+/g, "");
      finish();
      return;
    }
    stroke(Math.max(1, event.data?.length ?? 1));
  });
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (text.trim() === "") return;
    event.preventDefault();
    field.value = "";
    take(text.replace(/[\r\n\t]+$/, ""));
  });
  field.addEventListener("compositionstart", () => inputMethodIsOn());

  // a press on nothing in particular, or a control that went away, leaves the field with the focus
  const home = () => {
    if (!dialogOpen() && !field.closest("[hidden]") && (document.activeElement === document.body || document.activeElement === null)) field.focus({ preventScroll: true });
  };
  document.addEventListener("focusout", () => setTimeout(home, 0));
  document.addEventListener("pointerup", () => setTimeout(home, 0));
  addEventListener("focus", () => setTimeout(home, 0));
  document.addEventListener("click", (event) => {
    if (event.detail > 0 && !takesText(event.target) && !dialogOpen()) setTimeout(() => field.focus({ preventScroll: true }), 0);
  });
  return { home: () => field.focus({ preventScroll: true }) };
}
