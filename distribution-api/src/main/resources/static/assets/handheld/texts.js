/** What a scanned or typed text is, as far as that is told by itself. */

/** A text as a person means it: without what an input method or a copy added to it. */
export const plain = (text) => text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "").trim();

/** A number that a person typed. */
export const asQuantity = (text) => (/^\d{1,4}$/.test(plain(text)) ? Number(plain(text)) : null);

/** The serial shipping container code that a text is, and nothing else. */
export function asSscc(text) {
  const digits = plain(text).replace(/^\][A-Za-z]\d/, "").replace(/^\(00\)/, "00").replace(/\s/g, "");
  const code = /^00\d{18}$/.test(digits) ? digits.slice(2) : /^\d{18}$/.test(digits) ? digits : null;
  return code !== null && checks(code) ? code : null;
}

/** Whether a number's last digit is the check digit of those before it. */
function checks(digits) {
  const sum = [...digits.slice(0, -1)].reverse().reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}
