/** What is on board: shipments with their stops, what is for each of them, and what goes back. */
import { Refused, read, rows } from "/assets/frame/api.js";
import { parkDay } from "/assets/frame/language.js";
import { outbox } from "/assets/drive/outbox.js";

const MOST = 300;
const LISTED = ["DISPATCHED", "PARTIALLY_DELIVERED", "LOADING"];

/** Every one of the vehicles. */
export const ALL = "*";

export const vehicleOf = (shipment) => shipment.vehicle ?? "";
const isOf = (vehicle) => (shipment) => vehicle === ALL || vehicleOf(shipment) === vehicle;

const pathOf = (shipmentId) => `/v1/shipments/${encodeURIComponent(shipmentId)}`;

/**
 * The shipments that are loaded or on the road, and those that were here before and are not over: with all details where
 * they are of the vehicle.
 */
export async function load(before, vehicle) {
  const found = (await Promise.all(LISTED.map((each) => rows(`/v1/shipments?state=${each}`, MOST)))).flat();
  const listed = new Set(found.map((each) => each.shipmentId));
  for (const each of before.filter((one) => !listed.has(one.shipmentId))) {
    const now = await read(`${pathOf(each.shipmentId)}?limit=1`).catch((failure) => { if (failure instanceof Refused) return null; throw failure; });
    if (now?.dispatched) found.push({ ...now, goods: [], deliveries: [], refused: [] });
  }
  const vehicles = new Set(found.map(vehicleOf));
  const mine = vehicle === null && vehicles.size === 1 ? isOf([...vehicles][0]) : isOf(vehicle);
  const detailed = [];
  for (const each of found) detailed.push(mine(each) ? await detail(each) : each);
  const kept = detailed.filter((each) => each.state !== "DELIVERED" || each.back?.length > 0 || parkDay(each.dispatched) === parkDay());
  await outbox.shelve("shipments", kept);
  return kept;
}

async function detail(shipment) {
  const path = pathOf(shipment.shipmentId);
  if (!shipment.dispatched) return { ...shipment, goods: [], deliveries: [], back: [] };
  const [goods, deliveries, refused] = await Promise.all(["goods", "deliveries", "refused"].map((each) => rows(`${path}/${each}`, 2_000)));
  for (const di of new Set(goods.map((each) => each.di))) await learn(di);
  return { ...shipment, goods, deliveries, back: await back(refused) };
}

/** What of refused goods is still to be brought back, by order line: the order counts what came. */
async function back(refused) {
  const left = [];
  for (const orderId of new Set(refused.map((each) => each.orderId))) {
    const order = await read(`/v1/orders/${encodeURIComponent(orderId)}`);
    for (const line of order.lines.filter((each) => each.toBringBack > 0)) {
      const own = refused.filter((each) => each.orderId === orderId && each.lineId === line.lineId);
      if (own.length > 0) left.push({ di: own[0].di, quantity: line.toBringBack, marks: own.map((each) => [each.lot, each.serial].filter(Boolean).join(" ")), consignee: own[0].consignee });
    }
  }
  return left;
}

// ---- devices: which numbers stand for how many pieces, and how they are to be kept ----

const devices = new Map();

async function learn(di) {
  const key = `goods:${di}`;
  if (devices.has(di)) return;
  let device = await outbox.shelved(key);
  if (!device) {
    const { name, storage, packages } = await read(`/v1/devices/${encodeURIComponent(di)}`).catch(() => ({}));
    device = { storage, dis: piecesBy(di, packages ?? []) };
    if (name) {
      await outbox.shelve(key, device);
      await outbox.shelve(`device:${di}`, name);
    }
  }
  devices.set(di, device);
}

/** How many pieces each number of a device stands for. */
function piecesBy(di, packages) {
  const pieces = { [di]: 1 };
  for (let known = true; known;) {
    known = false;
    for (const each of packages) {
      if (each.di in pieces || !(each.contains in pieces)) continue;
      pieces[each.di] = pieces[each.contains] * each.quantity;
      known = true;
    }
  }
  return pieces;
}

export async function kept() {
  const shipments = (await outbox.shelved("shipments")) ?? [];
  for (const di of new Set(shipments.flatMap((each) => each.goods ?? []).map((each) => each.di))) {
    const device = await outbox.shelved(`goods:${di}`);
    if (device) devices.set(di, device);
  }
  return shipments;
}

export const disOf = (goods) => devices.get(goods.di)?.dis ?? { [goods.di]: 1 };
export const storageOf = (goods) => devices.get(goods.di)?.storage ?? null;

// ---- stops ----

export const keyOf = (goods) => [goods.orderId, goods.lineId, goods.di, goods.lot, goods.serial].map((each) => each ?? "").join("|");
export const piecesIn = (goods) => goods.reduce((sum, each) => sum + each.quantity, 0);

/** The stops of a shipment in their order. `rows` are the handovers on this device, `done` those that were taken. */
export function stopsOf(shipment, kept, done) {
  const all = shipment.goods ?? [];
  const ids = [...new Set([...shipment.stops, ...all.map((each) => each.consignee)])];
  return ids.map((consignee, index) => {
    const goods = all.filter((each) => each.consignee === consignee);
    const row = kept.find((each) => each.shipment === shipment.shipmentId && each.body.consignee === consignee) ?? null;
    const signed = shipment.deliveries?.find((each) => each.consignee === consignee) ?? done.find((each) => each.shipment === shipment.shipmentId && each.consignee === consignee) ?? null;
    return { shipment, consignee, number: index + 1, of: ids.length, goods, row, signed, state: stateOf(shipment, goods, row, signed) };
  });
}

function stateOf(shipment, goods, row, signed) {
  if (row) return row.state === "waiting" ? "waiting" : "refused";
  if (signed) return "signed";
  if (!shipment.dispatched) return "loading";
  if (goods.length === 0) return "nothing";
  return parkDay(shipment.dispatched) < parkDay() ? "overdue" : "open";
}

/** Whether goods can be handed over at a stop now. */
export const isOpen = (stop) => stop.state === "open" || stop.state === "overdue";
