/** Every scan of the handheld, until the server took it. All that wait are sent as one batch. */
import { Refused, call } from "/assets/frame/api.js";
import { isForLater, keptQueue } from "/assets/handheld/kept.js";

const SILENCE_MILLIS = 20_000;

export const outbox = keptQueue({ name: "lotline-work", rows: "scans", id: "scanId", sendAll });

/** Joins another symbol to a scan that was never sent. Answers whether it could. */
export const join = (scanId, symbol) => outbox.join(scanId, (row) => ({ ...row, body: { ...row.body, symbols: [...row.body.symbols, symbol] } }));

/** A question that was answered is answered for all scans that asked the same. */
export const settle = (scanId, reading) => outbox.settle(
  (row, all) => {
    const asked = all.find((each) => each.scanId === scanId);
    return asked && row.state === "asked" && JSON.stringify(row.answer?.candidates) === JSON.stringify(asked.answer?.candidates);
  },
  (row) => ({ ...row, body: { ...row.body, reading } }));

async function sendAll(rows) {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), SILENCE_MILLIS);
  const heard = () => { clearTimeout(watch); watch = setTimeout(() => silence.abort(), SILENCE_MILLIS); };
  let open = rows.length;
  try {
    const lines = rows.map((row) => JSON.stringify(row.body)).join("\n") + "\n";
    const answer = await call("/v1/scans/batch", { method: "POST", body: lines, type: "application/x-ndjson", accept: "application/x-ndjson", signal: silence.signal });
    outbox.reach(true);
    let rest = "";
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      heard();
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const part of parts) {
        if (part.trim() === "") continue;
        const line = JSON.parse(part);
        const row = rows.find((each) => each.scanId === line.scanId) ?? rows[line.line - 1];
        if (row && (await answered(row, line))) open -= 1;
      }
    }
    return open === 0;
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      outbox.reach(false);
      return false;
    }
    outbox.reach(true);
    if (isForLater(failure.status)) return false;
    if (rows.length > 1) {
      for (const row of rows) if (!(await sendAll([row]))) return false;
      return true;
    }
    return answered(rows[0], { ...failure.problem, status: failure.status });
  } finally {
    clearTimeout(watch);
  }
}

/** Keeps what a line was answered. Answers whether it is an answer for good. */
async function answered(row, line) {
  if (line.status === 401) dispatchEvent(new Event("signed-out"));
  if (isForLater(line.status)) return false;
  if (line.outcome === "accepted") await outbox.taken(row, line, { scanId: row.scanId, body: row.body });
  else await outbox.asked(row, line.outcome === "incomplete" ? "incomplete" : line.candidates?.length > 0 ? "asked" : "refused", line);
  return true;
}
