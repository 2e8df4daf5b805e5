/** Documents in a file: what it would do is seen row by row before it is done. */
import { Refused, call } from "/assets/frame/api.js";
import { badge, dialog, element, table, toast } from "/assets/frame/dom.js";
import { field } from "/assets/frame/forms.js";
import { explain } from "/assets/frame/frame.js";
import { locale, number, speak, t } from "/assets/frame/language.js";
import { done } from "/assets/frame/shell.js";
import { IMPORTS } from "/assets/imports/words.js";

speak(IMPORTS);

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PATIENCE_MILLIS = 1_200_000;
const SHOWN = 200;
const TONE = { created: "good", changed: "warn", unchanged: "", refused: "bad" };

/** The columns without which no document is whole, and the most usual others, as the header of an empty table. */
const COLUMNS = {
  locations: { needed: [["warehouseId", "仓库"], ["locationId", "货位"], ["zone", "分区"]], more: [["minCelsius", "最低温度"], ["maxCelsius", "最高温度"], ["capacity", "容量"]] },
  devices: {
    needed: [["di", "产品标识"], ["name", "名称"], ["riskClass", "管理类别"], ["identifiers.lot", "标识要求·批号"], ["identifiers.serial", "标识要求·序列号"], ["identifiers.productionDate", "标识要求·生产日期"], ["identifiers.expiryDate", "标识要求·失效日期"]],
    more: [["model", "型号"], ["specification", "规格"], ["registrationNumber", "注册证号"], ["registrationValidTo", "注册证有效期至"], ["implantable", "植入类"], ["storage.minCelsius", "最低温度"], ["storage.maxCelsius", "最高温度"]],
  },
  enterprises: {
    needed: [["enterpriseId", "企业编号"], ["name", "名称"], ["roles", "角色"]],
    more: [["unifiedSocialCreditCode", "统一社会信用代码"], ["licences.number", "许可·编号"], ["licences.kind", "许可·类别"], ["licences.scope", "许可·范围"], ["licences.validFrom", "许可·起始日"], ["licences.validTo", "许可·截止日"]],
  },
  orders: {
    needed: [["orderId", "订单编号"], ["owner", "货主"], ["consignee", "收货单位"], ["warehouse", "仓库"], ["lines.lineId", "行号"], ["lines.di", "产品标识"], ["lines.quantity", "数量"]],
    more: [["lines.minimumRemainingDays", "要求剩余天数"]],
  },
};

const nameOf = ([name, chinese]) => (locale() === "zh-CN" ? chinese : name);

/** A column as it is called in the reader's language, where that is known here. */
const columnOf = (kind, name) => nameOf([...COLUMNS[kind].needed, ...COLUMNS[kind].more].find(([each]) => each === name) ?? [name, name]);

function typeOf(file) {
  const ending = file.name.toLowerCase().split(".").at(-1);
  if (ending === "xlsx") return XLSX;
  return ending === "ndjson" || ending === "jsonl" ? "application/x-ndjson" : "text/csv";
}

/** Sends the file; `progress` hears how many rows are answered. */
async function send(kind, file, dryRun, progress = () => {}) {
  const answer = await call(`/v1/imports/${kind}${dryRun ? "?dryRun=true" : ""}`, {
    method: "POST", body: file, type: typeOf(file), signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  const words = new TextDecoder();
  let text = "";
  let rows = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done: end, value } = await reader.read();
    if (end) break;
    const more = words.decode(value, { stream: true });
    rows += more.split("\n").length - 1;
    text += more;
    progress(Math.max(0, rows - 1));
  }
  return JSON.parse(text);
}

const spoken = (counts) => Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, number(count)]));

const whyOf = (kind, row) => (row.problem === undefined ? "" : element("div", { className: "why" },
  row.at && row.at.row !== row.row ? element("span", { className: "muted", text: `${t("import.at", { row: number(row.at.row) })} ` }) : null,
  row.at?.column ? element("strong", { text: `${columnOf(kind, row.at.column)} ` }) : null,
  element("span", { text: row.problem.detail.replace("\n", " ") })));

/** The refused rows first: they are what somebody has to see to. */
function rowsOf(kind, report) {
  const rows = [...report.rows.filter((row) => row.outcome === "refused"), ...report.rows.filter((row) => row.outcome !== "refused")];
  return [
    element("div", { className: "list" }, table(t("import.rows"), [
      [t("import.row"), (row) => number(row.row), "number"],
      [t("import.id"), (row) => element("span", { className: "mono", text: row.id ?? "–" })],
      [t("import.outcome"), (row) => badge(TONE[row.outcome], t(`outcome.${row.outcome}`))],
      [t("import.why"), (row) => whyOf(kind, row)],
    ], rows.slice(0, SHOWN))),
    rows.length > SHOWN ? element("p", { className: "muted", text: t("import.more", { count: number(rows.length - SHOWN) }) }) : null,
  ];
}

/** An empty table with the columns' names, as a file that Excel opens. */
function template(kind) {
  const names = [...COLUMNS[kind].needed, ...COLUMNS[kind].more].map(nameOf).join(",");
  const link = element("a", { href: URL.createObjectURL(new Blob([`\uFEFF${names}\r\n`], { type: "text/csv" })), download: `${kind}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The dialog in which a file is chosen, seen and done. */
export function importFile(kind) {
  const what = t(`import.${kind}`);
  const input = element("input", { type: "file", accept: `.csv,.txt,.xlsx,.ndjson,.jsonl,text/csv,${XLSX}`, required: true });
  const said = element("p", { role: "status" });
  const problem = element("div", { role: "alert" });
  const result = element("div", { className: "stack" });
  const go = element("button", { type: "button", className: "primary", id: "importGo", disabled: true, text: t("import.go") });
  const close = dialog(t("import.title", { what }), t("close"), element("div", { className: "stack" },
    field("import", t("import.file"), input, t("import.hint", { columns: COLUMNS[kind].needed.map(nameOf).join(t("import.and")) })),
    element("div", { className: "row small-buttons" }, element("button", { type: "button", onclick: () => template(kind) }, t("import.template"))),
    said, problem, result, go));
  close.classList.add("broad");
  let recorded = false;

  function failed(failure) {
    const { title, lines } = explain(failure instanceof Refused ? failure : new TypeError());
    problem.replaceChildren(element("p", { className: "field-error", text: title }), ...lines.map((text) => element("p", { text })));
    said.textContent = "";
  }

  function show(report) {
    const { created, changed, refused } = report.counts;
    said.textContent = report.rows.length === 0 ? t("import.none") : t(report.dryRun ? "import.would" : "import.did", spoken(report.counts));
    result.replaceChildren(...[refused > 0 ? element("p", { className: "muted", text: t("import.refusedStay") }) : null, ...(report.rows.length > 0 ? rowsOf(kind, report) : [])].filter(Boolean));
    go.disabled = !report.dryRun || created + changed === 0;
  }

  async function run(dryRun) {
    const [file] = input.files;
    if (!file) return;
    problem.replaceChildren();
    go.disabled = true;
    said.textContent = t("import.reading");
    try {
      const report = await send(kind, file, dryRun, (count) => { if (!dryRun) said.textContent = t("import.doing", { count: number(count) }); });
      show(report);
      if (!dryRun) {
        recorded = true;
        toast(t("import.did", spoken(report.counts)), report.counts.refused > 0 ? "warn" : "good");
      }
    } catch (failure) {
      result.replaceChildren();
      failed(failure);
    }
  }

  input.addEventListener("change", () => run(true));
  go.addEventListener("click", () => run(false));
  close.closed.then(() => { if (recorded) done(); });
}

/** A button that imports. */
export const importButton = (kind) => element("button", { type: "button", id: `import-${kind}`, onclick: () => importFile(kind) }, t("import"));
