/** Reads labels by the camera, where the browser can. */
import { dialog, element } from "/assets/frame/dom.js";
import { t } from "/assets/frame/language.js";

const FORMATS = ["data_matrix", "qr_code", "code_128", "ean_13", "ean_8", "itf"];

export async function cameraReads() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  try {
    const known = await window.BarcodeDetector.getSupportedFormats();
    return FORMATS.some((format) => known.includes(format));
  } catch {
    return false;
  }
}

/** Shows the camera's picture until a label was read or the person closes it. Answers the label's text, or null. */
export async function readByCamera() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
  } catch {
    return { refused: true };
  }
  const known = await window.BarcodeDetector.getSupportedFormats();
  const detector = new window.BarcodeDetector({ formats: FORMATS.filter((format) => known.includes(format)) });
  const video = element("video", { autoplay: true, playsinline: true, className: "camera" });
  video.muted = true;
  video.srcObject = stream;
  const shown = dialog(t("camera.title"), t("close"), video, element("p", { className: "hint", text: t("camera.hint") }));
  let text = null;
  const look = async () => {
    while (shown.open && text === null) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found?.rawValue) {
        text = found.rawValue;
        shown.close();
      }
      await new Promise((done) => requestAnimationFrame(done));
    }
  };
  look();
  await shown.closed;
  for (const track of stream.getTracks()) track.stop();
  return { text };
}
