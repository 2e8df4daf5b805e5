/** A signature drawn with a finger: strokes while it is drawn, a picture when it is done. */
import { element } from "/assets/frame/dom.js";

const WIDTH = 640;
const HEIGHT = 240;

function paint(canvas, strokes) {
  const ink = canvas.getContext("2d");
  ink.fillStyle = "#ffffff";
  ink.fillRect(0, 0, WIDTH, HEIGHT);
  Object.assign(ink, { strokeStyle: "#0b1b33", lineWidth: 4, lineCap: "round", lineJoin: "round" });
  for (const stroke of strokes) {
    ink.beginPath();
    stroke.forEach(([x, y], index) => (index === 0 ? ink.moveTo(x, y) : ink.lineTo(x, y)));
    if (stroke.length === 1) ink.lineTo(stroke[0][0] + 0.1, stroke[0][1]);
    ink.stroke();
  }
}

/** The place to sign in. `changed` is told the strokes after each of them. */
export function signaturePad(label, strokes, changed) {
  const canvas = element("canvas", { className: "signature", id: "signature", width: WIDTH, height: HEIGHT, role: "img", "aria-label": label });
  let drawn = strokes;
  let stroke = null;
  const at = (event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [Math.round(((event.clientX - left) / width) * WIDTH), Math.round(((event.clientY - top) / height) * HEIGHT)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    paint(canvas, [...drawn, stroke]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    stroke.push(...(event.getCoalescedEvents?.() ?? [event]).map(at));
    paint(canvas, [...drawn, stroke]);
  });
  const end = () => {
    if (!stroke) return;
    drawn = [...drawn, stroke];
    stroke = null;
    changed(drawn);
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  paint(canvas, drawn);
  return { canvas, clear: () => { drawn = []; paint(canvas, drawn); changed(drawn); } };
}

/** The picture of a signature: black on white, whatever the page looks like. */
export async function pictureOf(strokes) {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  paint(canvas, strokes);
  return canvas.convertToBlob({ type: "image/png" });
}
