/**
 * Which goods a label could be on, without a network: it is not read, it is held against what is on board. So nothing is
 * guessed, and a label whose separators are missing says only what goods that are there confirm.
 */
const GS = "\u001d";
const FIXED = { "00": 18, 11: 6, 12: 6, 13: 6, 15: 6, 16: 6, 20: 2 };
const VARIABLE = /^(24[0-3]|25[0-5]|39[0-5]\d|400|40[1-3]|4(?:2[0-7])|7\d{3}|71\d|8\d{3}|9\d)/;

/** The text of a symbol as GS1 element strings; null where it has another form. */
function elements(symbol) {
  const text = symbol.trim();
  if (/^https?:\/\//i.test(text)) {
    const { pathname, searchParams } = new URL(text);
    const parts = pathname.split("/").filter(Boolean);
    const from = parts.lastIndexOf("01");
    if (from < 0) return null;
    const pairs = [];
    for (let index = from; index + 1 < parts.length; index += 2) pairs.push([parts[index], decodeURIComponent(parts[index + 1])]);
    pairs.push(...[...searchParams].filter(([key]) => /^\d{2,4}$/.test(key)));
    return pairs.map(([key, value]) => key + (key === "01" ? value.padStart(14, "0") : value)).join(GS);
  }
  if (/^\(\d{2,4}\)/.test(text)) return text.replace(/\((\d{2,4})\)/g, `${GS}$1`).slice(1);
  const data = text.replace(/^\][A-Za-z]\d/, "").replace(/^\u001d/, "");
  if (/^\d{8}$|^\d{12,14}$/.test(data)) return `01${data.padStart(14, "0")}`;
  return /^01\d{14}/.test(data) ? data : null;
}

/**
 * How many pieces a label is of goods; 0 where it is not of them.
 *
 * `goods` are { dis: {di: pieces}, lot, serial, expiryDate }.
 */
export function piecesOf(symbol, goods) {
  const data = elements(symbol);
  return data === null ? 0 : reading(data, goods, { di: null, count: 1 });
}

function reading(data, goods, so) {
  if (data === "") return so.di === null ? 0 : goods.dis[so.di] * so.count;
  if (data.startsWith(GS)) return reading(data.slice(1), goods, so);
  const id = data.slice(0, 2);
  const rest = data.slice(2);
  if (id === "01") {
    const di = rest.slice(0, 14);
    return so.di === null && di in goods.dis ? reading(rest.slice(14), goods, { ...so, di }) : 0;
  }
  if (id === "17") return isDate(rest.slice(0, 6), goods.expiryDate) ? reading(rest.slice(6), goods, so) : 0;
  if (id === "10") return value(rest, goods.lot, goods, so);
  if (id === "21") return value(rest, goods.serial, goods, so);
  if (id === "30" || id === "37") {
    const [, count, behind] = /^(\d{1,8})(.*)$/s.exec(rest) ?? [];
    return count && (behind === "" || behind.startsWith(GS)) ? reading(behind, goods, { ...so, count: Number(count) }) : 0;
  }
  if (FIXED[id]) return rest.length >= FIXED[id] ? reading(rest.slice(FIXED[id]), goods, so) : 0;
  if (/^3[1-6]\d{2}\d{6}/.test(data)) return reading(data.slice(10), goods, so);
  return VARIABLE.test(data) ? reading(behind(data), goods, so) : 0;
}

const behind = (data) => (data.includes(GS) ? data.slice(data.indexOf(GS)) : "");

/** A lot or a serial number: what the goods have, or, where they say none, whatever is there. */
function value(rest, wanted, goods, so) {
  if (!wanted) return reading(behind(rest), goods, so);
  return rest.startsWith(wanted) ? reading(rest.slice(wanted.length), goods, so) : 0;
}

function isDate(digits, date) {
  if (!/^\d{6}$/.test(digits)) return false;
  if (!date) return true;
  const wanted = date.replaceAll("-", "").slice(2);
  return digits === wanted || (digits.endsWith("00") && digits.slice(0, 4) === wanted.slice(0, 4));
}

/** Whether a label is of a form that is held against goods here; all others the server reads. */
export const isPlain = (symbol) => elements(symbol) !== null;
