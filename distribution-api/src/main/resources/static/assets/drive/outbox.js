/** Every handover, with its pictures, until the server took it: the pictures first, then the handover that names them. */
import { Refused, call } from "/assets/frame/api.js";
import { isForLater, keptQueue, promised } from "/assets/handheld/kept.js";

const PICTURE_MILLIS = 60_000;

export const outbox = keptQueue({ name: "lotline-drive", rows: "deliveries", id: "deliveryId", beside: ["pictures"], sendAll });

/** Keeps a picture under the hash of its bytes. Answers the hash. */
export async function keepPicture(blob) {
  const bytes = await blob.arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  const hash = [...new Uint8Array(digest)].map((each) => each.toString(16).padStart(2, "0")).join("");
  await outbox.write("pictures", (pictures) => promised(pictures.put({ type: blob.type, bytes }, hash)));
  return hash;
}

export const picturesOf = ({ body }) => [body.signature, ...(body.photos ?? [])].filter(Boolean);

async function sendAll(rows) {
  for (const row of rows) if (!(await sendOne(row))) return false;
  return true;
}

async function sendOne(row) {
  try {
    for (const hash of picturesOf(row)) {
      const picture = await promised(outbox.store("pictures").get(hash));
      if (picture) await call(`/v1/attachments/${hash}`, { method: "PUT", body: new Blob([picture.bytes], { type: picture.type }), type: picture.type, signal: AbortSignal.timeout(PICTURE_MILLIS) });
    }
    const answer = await call(`/v1/shipments/${encodeURIComponent(row.shipment)}/delivery`, { method: "POST", body: row.body, headers: { "Idempotency-Key": row.deliveryId } });
    const handed = await answer.json();
    outbox.reach(true);
    await outbox.taken(row, handed, { deliveryId: row.deliveryId, shipment: row.shipment, consignee: row.body.consignee, receivedBy: row.body.receivedBy });
    await forget(picturesOf(row));
    return true;
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      outbox.reach(false);
      return false;
    }
    outbox.reach(true);
    if (isForLater(failure.status)) return false;
    await outbox.asked(row, "refused", { ...failure.problem, status: failure.status });
    return true;
  }
}

/** Takes pictures off that no handover and no draft on this device needs any more. */
export async function forget(hashes) {
  const drafts = (await promised(outbox.store("shelf").getAll())).flatMap((each) => each?.photos ?? []).map((photo) => photo.hash);
  const needed = new Set([...drafts, ...(await outbox.openRows()).flatMap(picturesOf)]);
  await outbox.write("pictures", async (pictures) => {
    for (const hash of hashes) if (!needed.has(hash)) await promised(pictures.delete(hash));
  });
}
