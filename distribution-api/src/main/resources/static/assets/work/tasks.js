/** What each task needs, and what a scanned text is: a place, a document, a unit, or a label. */

/**
 * `reference`: the kind of document; `states`: which of its list are open for the task; `places`: where from, where to;
 * `back`: the way back of a step, where there is one.
 */
export const TASKS = {
  receive: { reference: "notice", states: ["RECEIVING", "FILED"], places: ["location"] },
  putaway: { places: ["location", "toLocation"], back: "move" },
  move: { places: ["location", "toLocation"], back: "move" },
  pick: { reference: "order", states: ["PICKING", "ALLOCATED", "PARTIALLY_ALLOCATED"], places: ["location"], wave: true },
  check: { reference: "order", states: ["PICKED", "PICKING"], places: [] },
  pack: { reference: "order", states: ["CHECKED", "PICKED"], places: [], container: true },
  load: { reference: "shipment", states: ["LOADING", "PLANNED"], places: [], back: "unload" },
  unload: { reference: "shipment", states: ["LOADING"], places: [], back: "load" },
  count: { reference: "count", places: ["location"] },
  return: { reference: "order", states: ["DELIVERED", "SHIPPED"], places: ["location"] },
};

export const LISTS = { notice: "/v1/inbound-notices", order: "/v1/orders", shipment: "/v1/shipments", count: "/v1/counts" };
export const ID_OF = { notice: "noticeId", order: "orderId", shipment: "shipmentId", count: "countId" };

const IDENTIFIER = /^[A-Za-z0-9._-]{1,64}$/;

/** A number that a person typed. */
export const asQuantity = (text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null);

/** The location that a text names: its id, alone or behind its warehouse. */
export function asLocation(text, warehouse, locations) {
  const plain = text.trim().toUpperCase();
  const own = plain.startsWith(`${warehouse.toUpperCase()}/`) ? plain.slice(warehouse.length + 1) : plain;
  return locations.get(own) ?? null;
}

/** The serial shipping container code that a text is, and nothing else. */
export function asSscc(text) {
  const digits = text.trim().replace(/^\][A-Za-z]\d/, "").replace(/^\(00\)/, "00").replace(/\s/g, "");
  if (/^00\d{18}$/.test(digits)) return digits.slice(2);
  return /^\d{18}$/.test(digits) ? digits : null;
}

/** Whether a text could be the number of a document, and is no label of goods. */
export function asDocument(text) {
  const plain = text.trim();
  return IDENTIFIER.test(plain) && !/^\d{8,}$|^MA\./i.test(plain) ? plain : null;
}

/** Whether a symbol says lot and dates without its device: the second one of a pair. */
export function isSecond(text) {
  const plain = text.trim();
  if (/^\+?\$\$?\+?\d/.test(plain) || /^\+\$/.test(plain)) return true;
  const marked = /^\][A-Za-z]\d/.test(plain);
  const data = plain.replace(/^\][A-Za-z]\d/, "");
  return (marked && /^(10|11|13|17|21|30|37)/.test(data)) || /^\((10|11|13|17|21|30|37)\)/.test(data);
}

/** Whether a symbol says the device and nothing else. */
export function isFirstAlone(text) {
  const data = text.trim().replace(/^\][A-Za-z]\d/, "").replace(/^\(01\)/, "01");
  return /^01\d{14}$/.test(data) || /^\d{8}$|^\d{12,14}$/.test(data);
}
