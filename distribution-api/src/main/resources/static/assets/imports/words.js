/** The words of files of documents. */
export const IMPORTS = {
  zh: {
    "import": "导入文件", "import.title": "导入{what}", "import.locations": "货位", "import.devices": "器械", "import.enterprises": "企业", "import.orders": "订单",
    "import.file": "文件（.xlsx、.csv 或 .ndjson）", "import.hint": "首行写列名，可用中文名。选好文件后先预览，不会记录任何内容。必填列：{columns}。",
    "import.reading": "正在预览…", "import.doing": "正在导入…已处理 {count} 行", "import.go": "导入", "import.none": "没有可导入的行。",
    "import.would": "预览：新建 {created} 行，变更 {changed} 行，不变 {unchanged} 行，拒绝 {refused} 行。尚未记录。", "import.did": "新建 {created} 行，变更 {changed} 行，不变 {unchanged} 行，拒绝 {refused} 行。",
    "import.refusedStay": "被拒绝的行不影响其他行；改正后重新导入同一文件即可。", "import.rows": "各行结果",
    "import.row": "行", "import.id": "编号", "import.outcome": "结果", "import.why": "原因", "import.at": "第 {row} 行", "import.more": "另有 {count} 行",
    "outcome.created": "新建", "outcome.changed": "变更", "outcome.unchanged": "不变", "outcome.refused": "拒绝", "import.template": "下载空表", "import.and": "、",
  },
  en: {
    "import": "Import a file", "import.title": "Import {what}", "import.locations": "locations", "import.devices": "devices", "import.enterprises": "enterprises", "import.orders": "orders",
    "import.file": "File (.xlsx, .csv or .ndjson)", "import.hint": "The first row names the columns. A chosen file is previewed first: nothing is recorded. Needed columns: {columns}.",
    "import.reading": "Previewing…", "import.doing": "Importing… {count} {count|row|rows} so far", "import.go": "Import", "import.none": "There is no row to import.",
    "import.would": "Preview: {created} new, {changed} changed, {unchanged} unchanged, {refused} refused. Nothing is recorded yet.", "import.did": "{created} new, {changed} changed, {unchanged} unchanged, {refused} refused.",
    "import.refusedStay": "A refused row stops no other. Put it right and import the same file again.", "import.rows": "What becomes of each row",
    "import.row": "Row", "import.id": "Id", "import.outcome": "Outcome", "import.why": "Why", "import.at": "row {row}", "import.more": "and {count} more {count|row|rows}",
    "outcome.created": "new", "outcome.changed": "changed", "outcome.unchanged": "unchanged", "outcome.refused": "refused", "import.template": "Empty table", "import.and": ", ",
  },
};
