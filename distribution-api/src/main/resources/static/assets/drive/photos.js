/** Photos as they are kept and sent: large enough to read a label on, small enough for a bad network. */
const LONGEST = 1_600;
const SMALL = 160;
const QUALITY = 0.82;

async function scaled(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
}

const asText = (blob) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(blob);
});

/** The photo to send, and a small one to show. */
export async function photoOf(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const photo = { blob: await scaled(bitmap, LONGEST), small: await asText(await scaled(bitmap, SMALL)) };
  bitmap.close();
  return photo;
}
