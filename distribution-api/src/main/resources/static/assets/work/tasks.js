/** What each task needs, and what a scanned text is: a place, a document, a unit, or a label. */
import { asQuantity, asSscc, plain } from "/assets/handheld/texts.js";

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

/** The location that a text names: its id, alone or behind its warehouse. */
export function asLocation(text, warehouse, locations) {
  const named = plain(text).toUpperCase();
  const own = named.startsWith(`${warehouse.toUpperCase()}/`) ? named.slice(warehouse.length + 1) : named;
  return locations.get(own) ?? null;
}

/** Whether a text could be the number of a document, and is no label of goods. */
export function asDocument(text) {
  const named = plain(text);
  return IDENTIFIER.test(named) && !/^\d{8,}$|^MA\.|^\.+$/i.test(named) ? named : null;
}

/**
 * What a scanned text is while a task is done. A place that is known goes before a number; whatever is nothing else is a
 * label, and the server alone reads it.
 */
export function kindOf(text, { task, warehouse, locations, reference, documents }) {
  const needs = TASKS[task];
  if (needs.places.length > 0 && asLocation(text, warehouse, locations)) return "location";
  if (asQuantity(text) !== null) return "quantity";
  if (needs.container && asSscc(text)) return "container";
  const named = needs.reference && asDocument(text);
  if (!named) return "label";
  if (needs.reference === "count") return "count";
  return !reference || documents?.some((each) => each.id.toUpperCase() === named.toUpperCase()) ? "document" : "label";
}

/** Whether a symbol says lot and dates without its device: the second one of a pair. */
export function isSecond(text) {
  const symbol = text.trim();
  if (/^\+?\$\$?\+?\d/.test(symbol) || /^\+\$/.test(symbol)) return true;
  const marked = /^\][A-Za-z]\d/.test(symbol);
  const data = symbol.replace(/^\][A-Za-z]\d/, "");
  return (marked && /^(10|11|13|17|21|30|37)/.test(data)) || /^\((10|11|13|17|21|30|37)\)/.test(data);
}

/** Whether a symbol says the device and nothing else. */
export function isFirstAlone(text) {
  const data = text.trim().replace(/^\][A-Za-z]\d/, "").replace(/^\(01\)/, "01");
  return /^01\d{14}$/.test(data) || /^\d{8}$|^\d{12,14}$/.test(data);
}
