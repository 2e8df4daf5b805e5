/** Who runs a park's Lotline: what it knows, who may sign in, and how the server is doing. */
import { call, read, rows } from "/assets/frame/api.js";
import { badge, dialog, element, empty, icon, table, toast } from "/assets/frame/dom.js";
import { ask, choice, field, someOf, typed } from "/assets/frame/forms.js";
import { complain } from "/assets/frame/frame.js";
import { filterBar, linkTo, list, product, when } from "/assets/frame/lists.js";
import { day, number, speak, t } from "/assets/frame/language.js";
import { done, shell } from "/assets/frame/shell.js";
import { importButton } from "/assets/imports/imports.js";
import { ADMIN } from "/assets/admin/words.js";

speak(ADMIN);

const ZONES = ["QUARANTINE", "QUALIFIED", "NON_CONFORMING", "DISPATCH", "RETURNS"];
const ROLES = ["DEPOSITOR", "SUPPLIER", "CONSIGNEE", "CARRIER"];
const CLASSES = ["I", "II", "III"];
const PEOPLE = ["operator", "quality", "enterprise", "regulator", "sensor", "admin"];
const ID = "[A-Za-z0-9._\\-]{1,64}";
const WEBHOOK_TONE = { ACTIVE: "good", FAILING: "warn", DEAD: "bad" };

const warehousesOf = async () => (await rows("/v1/warehouses", 1_000)).map((row) => row.warehouse);
const path = (...parts) => `/v1/${parts.map(encodeURIComponent).join("/")}`;
const numberOr = (text) => (text ? Number(text) : undefined);
const button = (id, word, onclick) => element("button", { type: "button", className: "primary", id, onclick: () => Promise.resolve(onclick()).catch(complain) }, t(word));
const actions = (...parts) => element("span", { className: "row" }, parts);
const some = async (address) => (await read(`${address}${address.includes("?") ? "&" : "?"}limit=1`)).items.length > 0;

// ---- first start ----

/** What is done of what a park needs before its first box, in order. */
async function steps() {
  const [warehouse] = await warehousesOf();
  const zone = (name) => (warehouse ? some(`${path("warehouses", warehouse, "locations")}?zone=${name}`) : false);
  const [quarantine, qualified, enterprises, devices, keys] = await Promise.all([
    zone("QUARANTINE"), zone("QUALIFIED"), some("/v1/enterprises"), some("/v1/devices"), rows("/v1/keys", 2_000)]);
  return [
    ["warehouse", warehouse !== undefined, "locations"], ["locations", quarantine && qualified, "locations"], ["enterprises", enterprises, "enterprises"],
    ["devices", devices, "devices"], ["keys", keys.some((key) => !key.revoked && key.role !== "admin"), "keys"]];
}

async function startView() {
  const all = await steps();
  const next = all.findIndex(([, ready]) => !ready);
  return [
    element("section", { className: "card stack", "aria-labelledby": "start-title" },
      element("h2", { id: "start-title", text: t(next < 0 ? "start.ready" : "start.title") }),
      element("p", { className: "muted", text: t(next < 0 ? "start.ready.what" : "start.what") }),
      element("ol", { className: "steps" }, all.map(([name, ready, tab], index) => element("li", { "data-step": name, "aria-current": index === next ? "step" : null },
        element("div", { className: "row spread" },
          element("div", {}, element("strong", { text: t(`start.${name}`) }), " ", ready ? badge("good", t("start.done")) : badge(index === next ? "warn" : "wait", t(index === next ? "start.next" : "start.open"))),
          element("a", { className: index === next ? "button primary" : "button", href: linkTo(tab), text: t(`tab.${tab}`) })),
        element("p", { className: "muted", text: t(`start.${name}.what`) })))))];
}

// ---- locations ----

async function locationsView(filters) {
  const warehouses = await warehousesOf();
  const asked = filters.get("warehouse");
  const warehouse = warehouses.includes(asked) ? asked : warehouses[0];
  const more = actions(button("newLocation", "new.location", () => newLocation(warehouses, warehouse)), importButton("locations"));
  if (!warehouse) return [empty(t("none.locations"), t("none.locations.what"), more)];
  const shown = await list({
    name: "locations", path: path("warehouses", warehouse, "locations"), asked: filters, action: more, query: {},
    fields: [],
    columns: [
      [t("col.location"), (row) => element("strong", { className: "mono", text: row.location })],
      [t("col.zone"), (row) => t(`zone.${row.zone}`)],
      [t("col.celsius"), (row) => celsius(row)],
      [t("col.capacity"), (row) => (row.capacity === undefined ? "" : number(row.capacity)), "number"],
    ],
  });
  return [filterBar("locations", [{ name: "warehouse", label: t("filter.warehouse"), options: warehouses.map((id) => [id, id]), whole: false }], () => warehouse), ...shown];
}

const celsius = ({ minCelsius: least, maxCelsius: most }) => (least === undefined && most === undefined ? "" : `${least ?? "…"} – ${most ?? "…"} °C`);

function newLocation(warehouses, warehouse = "") {
  ask({
    title: t("new.location"), label: t("form.save"), done,
    fields: [
      field("warehouse", t("form.warehouse"), typed({ value: warehouse, pattern: ID, list: "known-warehouses" })), element("datalist", { id: "known-warehouses" }, warehouses.map((id) => element("option", { value: id }))),
      field("location", t("form.location"), typed({ pattern: ID })), field("zone", t("form.zone"), choice(ZONES.map((each) => [each, t(`zone.${each}`)]))),
      element("div", { className: "two" }, field("min", t("form.min"), typed({ type: "number", step: "0.1", required: false })), field("max", t("form.max"), typed({ type: "number", step: "0.1", required: false })), field("capacity", t("form.capacity"), typed({ type: "number", min: "0", required: false }))),
    ],
    send: async (entered) => {
      await call(path("warehouses", entered.warehouse, "locations", entered.location), { method: "PUT", body: { zone: entered.zone, minCelsius: numberOr(entered.min), maxCelsius: numberOr(entered.max), capacity: numberOr(entered.capacity) } });
      return t("saved", { id: entered.location });
    },
  });
}

// ---- enterprises ----

async function enterprisesView(filters) {
  return list({
    name: "enterprises", path: "/v1/enterprises", asked: filters,
    action: actions(button("newEnterprise", "new.enterprise", newEnterprise), importButton("enterprises")),
    fields: [{ name: "role", label: t("filter.role"), options: ROLES.map((each) => [each, t(`role.${each}`)]) }],
    columns: [
      [t("col.enterprise"), (row) => product(row.name, row.enterpriseId)],
      [t("col.roles"), (row) => row.roles.map((each) => t(`role.${each}`)).join(" · ")],
      [t("col.licences"), (row) => element("div", {}, row.licences.map((each) => element("div", {}, element("span", { className: "mono", text: each.number }), ` ${t("until", { day: day(each.validTo) })}`)))],
    ],
  });
}

function newEnterprise() {
  ask({
    title: t("new.enterprise"), label: t("form.save"), done,
    fields: [
      field("id", t("form.id"), typed({ pattern: ID })), field("name", t("form.name"), typed({ maxlength: "500" })), field("code", t("form.code"), typed({ required: false })),
      someOf("roles", t("form.roles"), ROLES),
      element("fieldset", {}, element("legend", { text: t("form.licence") }),
        element("div", { className: "two" }, field("number", t("form.number"), typed({ required: false })), field("kind", t("form.kind"), typed({ required: false }))),
        field("scope", t("form.scope"), typed({ required: false })),
        element("div", { className: "two" }, field("from", t("form.from"), typed({ type: "date", required: false })), field("to", t("form.to"), typed({ type: "date", required: false })))),
    ],
    send: async (entered) => {
      const licences = entered.number ? [{ number: entered.number, kind: entered.kind, scope: entered.scope.split(/[;；]/).map((each) => each.trim()).filter(Boolean), validFrom: entered.from, validTo: entered.to }] : [];
      await call(path("enterprises", entered.id), { method: "PUT", body: { name: entered.name, unifiedSocialCreditCode: entered.code || undefined, roles: [entered.roles ?? []].flat(), licences } });
      return t("saved", { id: entered.name });
    },
  });
}

// ---- devices ----

async function devicesView(filters) {
  return list({
    name: "devices", path: "/v1/devices", asked: filters,
    action: actions(button("newDevice", "new.device", newDevice), importButton("devices")),
    fields: [{ name: "riskClass", label: t("filter.class"), options: CLASSES.map((each) => [each, t(`class.${each}`)]) }],
    columns: [
      [t("col.product"), (row) => product(row.name, row.di)],
      [t("col.class"), (row) => t(`class.${row.riskClass}`)],
      [t("col.registration"), (row) => element("div", {}, element("span", { className: "mono", text: row.registrationNumber ?? "" }), row.registrationValidTo ? ` ${t("until", { day: day(row.registrationValidTo) })}` : "")],
      [t("col.celsius"), (row) => celsius(row.storage ?? {})],
    ],
  });
}

const IDENTIFIERS = ["lot", "serial", "productionDate", "expiryDate"];

function newDevice() {
  const box = (name, text, checked = false) => {
    const input = element("input", { type: "checkbox", name, value: "yes", id: `form-${name}` });
    input.checked = checked;
    return element("label", { for: input.id }, input, element("span", { text }));
  };
  ask({
    title: t("new.device"), label: t("form.save"), done,
    fields: [
      field("di", t("form.di"), typed()), field("name", t("form.name"), typed({ maxlength: "500" })),
      element("div", { className: "two" }, field("class", t("form.class"), choice(CLASSES.map((each) => [each, t(`class.${each}`)]))), field("model", t("form.model"), typed({ required: false }))),
      element("div", { className: "two" }, field("registration", t("form.registration"), typed({ required: false })), field("validTo", t("form.to"), typed({ type: "date", required: false }))),
      element("div", { className: "two" }, field("min", t("form.min"), typed({ type: "number", step: "0.1", required: false })), field("max", t("form.max"), typed({ type: "number", step: "0.1", required: false }))),
      element("fieldset", { className: "some-of" }, element("legend", { text: t("form.identifiers") }), IDENTIFIERS.map((name) => box(name, t(`identifier.${name}`), name === "lot" || name === "expiryDate"))),
      element("div", { className: "some-of" }, box("implantable", t("form.implantable"))),
    ],
    send: async (entered) => {
      const on = (name) => [entered[name] ?? []].flat().length > 0;
      const storage = entered.min || entered.max ? { minCelsius: numberOr(entered.min), maxCelsius: numberOr(entered.max) } : undefined;
      await call(path("devices", entered.di), { method: "PUT", body: {
        name: entered.name, model: entered.model || undefined, riskClass: entered.class, registrationNumber: entered.registration || undefined, registrationValidTo: entered.validTo || undefined,
        implantable: on("implantable"), storage, identifiers: Object.fromEntries(IDENTIFIERS.map((name) => [name, on(name)])) } });
      return t("saved", { id: entered.name });
    },
  });
}

// ---- keys ----

async function keysView() {
  return list({
    name: "keys", path: "/v1/keys", asked: new URLSearchParams(),
    action: button("newKey", "new.key", newKey),
    columns: [
      [t("col.label"), (row) => product(row.label, row.keyId)],
      [t("col.role"), (row) => element("div", {}, t(`role.${row.role}`), row.enterpriseId ? element("div", { className: "mono", text: row.enterpriseId }) : null, row.warehouses.length > 0 ? element("div", { className: "mono", text: row.warehouses.join(" ") }) : null)],
      [t("col.issued"), (row) => when(row.issued)],
      [t("col.status"), (row) => (row.revoked ? badge("", t("key.revoked")) : badge("good", t("key.good")))],
      [t("col.action"), (row) => (row.revoked ? "" : element("button", { type: "button", className: "no-print", "data-revoke": row.keyId, "aria-label": t("revoke.one", { label: row.label }), onclick: () => revoke(row) }, t("revoke")))],
    ],
  });
}

async function newKey() {
  const [warehouses, enterprises] = await Promise.all([warehousesOf(), rows("/v1/enterprises", 2_000)]);
  const role = choice(PEOPLE.map((each) => [each, t(`role.${each}`)]));
  const enterprise = field("enterprise", t("form.enterprise"), choice(enterprises.map((each) => [each.enterpriseId, each.name])));
  const places = warehouses.length > 0 ? someOf("warehouses", t("form.warehouses"), warehouses) : element("span");
  const look = () => {
    const owner = role.value === "enterprise";
    enterprise.hidden = !owner;
    enterprise.querySelector("select").required = owner;
    places.hidden = !["operator", "quality"].includes(role.value);
  };
  role.addEventListener("change", look);
  let issued;
  ask({
    title: t("new.key"), label: t("form.issue"),
    fields: [field("label", t("form.label"), typed({ maxlength: "500" }), t("form.label.what")), field("role", t("form.role"), role), enterprise, places],
    send: async (entered, write) => {
      const staff = ["operator", "quality"].includes(entered.role);
      issued = await (await write("/v1/keys", {
        label: entered.label, role: entered.role, enterpriseId: entered.role === "enterprise" ? entered.enterprise : undefined, warehouses: staff ? [entered.warehouses ?? []].flat() : undefined })).json();
      return t("key.issued", { label: entered.label });
    },
    done: () => showKey(issued),
  });
  look();
}

/** A key, the only time that it can be seen. */
function showKey(issued) {
  if (!issued.key) {
    toast(t("key.lost"), "warn");
    done();
    return;
  }
  const shown = element("input", { id: "issuedKey", readonly: true, className: "mono", value: issued.key, "aria-label": t("key.key") });
  const said = element("p", { role: "status" });
  const copy = element("button", { type: "button", className: "primary", id: "copyKey", text: t("key.copy"), onclick: async () => {
    shown.select();
    try {
      await navigator.clipboard.writeText(issued.key);
      said.textContent = t("key.copied");
    } catch {
      said.textContent = t("key.select");
    }
  } });
  dialog(t("key.title", { label: issued.label }), t("close"), element("div", { className: "stack" }, element("p", {}, icon("ask"), " ", t("key.once")), shown, copy, said)).closed.then(done);
}

function revoke(row) {
  ask({
    title: t("revoke.one", { label: row.label }), label: t("revoke"), danger: true, done,
    fields: [element("p", { text: t("revoke.what") })],
    send: async () => {
      await call(path("keys", row.keyId), { method: "DELETE" });
      return t("revoked", { label: row.label });
    },
  });
}

// ---- the server ----

async function serverView() {
  const [views, automations, webhooks, head] = await Promise.all([read("/v1/views"), read("/v1/automations"), read("/v1/webhooks"), read("/v1/log/head")]);
  const automatic = new Set(automations.items.map((each) => each.automation));
  const folds = views.items.filter((each) => !automatic.has(each.view));
  const stopped = [...folds, ...automations.items].filter((each) => each.stopped).length;
  const section = (name, content, count) => element("section", { className: "card stack", "aria-labelledby": `server-${name}` }, element("h2", { id: `server-${name}` }, t(`server.${name}`), " ", element("small", { className: "muted", text: number(count) })), content);
  const standing = (row) => (row.stopped ? badge("bad", t("server.stopped")) : row.lag > 0 ? badge("warn", t("server.behind", { count: number(row.lag) })) : badge("good", t("server.good")));
  return [
    element("section", { className: "card stack" },
      element("p", { role: "status" }, stopped > 0 ? badge("bad", t("server.some", { count: number(stopped) })) : badge("good", t("server.all"))),
      element("p", {}, `${t("server.head", { position: number(head.position) })} `, element("span", { className: "mono small hash", text: head.hash }))),
    section("views", element("div", { className: "list" }, table(t("server.views"), [
      [t("col.view"), (row) => element("span", { className: "mono", text: row.view })], [t("col.status"), standing], [t("col.position"), (row) => number(row.position), "number"],
      [t("col.build"), (row) => `${row.version}.${row.build}`],
    ], folds)), folds.length),
    section("automations", element("div", { className: "list" }, table(t("server.automations"), [
      [t("col.automation"), (row) => product(row.label, row.automation)], [t("col.status"), standing], [t("col.position"), (row) => number(row.position), "number"],
    ], automations.items)), automations.items.length),
    section("webhooks", webhooks.items.length === 0 ? element("p", { className: "muted", text: t("server.webhooks.none") }) : element("div", { className: "list" }, table(t("server.webhooks"), [
      [t("col.url"), (row) => product(row.url, row.webhookId)], [t("col.status"), (row) => badge(WEBHOOK_TONE[row.state] ?? "wait", t(`webhook.${row.state}`))],
      [t("col.delivered"), (row) => number(row.delivered), "number"], [t("col.behind"), (row) => number(row.behind), "number"],
    ], webhooks.items)), webhooks.items.length)];
}

const open = async () => {
  const all = await steps();
  const left = all.filter(([, ready]) => !ready).length;
  return left > 0 ? { start: number(left) } : {};
};

await shell({
  path: "/admin", title: "admin.title", roles: ["admin"],
  tabs: ["start", "locations", "enterprises", "devices", "keys", "server"],
  views: { start: startView, locations: locationsView, enterprises: enterprisesView, devices: devicesView, keys: keysView, server: serverView },
  counts: open,
});
