/** How a handover is shown: who took the goods and when, what proves it, and what was not taken. */
import { badge, element } from "/assets/frame/dom.js";
import { when } from "/assets/frame/lists.js";
import { number, t } from "/assets/frame/language.js";

/** Who signed, when, and what else is known: how warm it was, where, and the pictures. */
export const signedBy = (signed) => element("div", {}, element("strong", { text: t("delivery.signed", { name: signed.receivedBy }) }), " ", when(signed.at),
  signed.evidence ? ` · ${t("delivery.evidence", { evidence: signed.evidence })}` : null, proof(signed));

const proof = (signed) => element("div", { className: "muted" },
  signed.celsius === undefined ? null : `${number(signed.celsius)} °C${signed.outside.length > 0 ? ` · ${t("delivery.outside")}` : ""} `,
  signed.latitude === undefined ? null : `${signed.latitude}, ${signed.longitude} `,
  signed.signature ? element("a", { href: signed.signature, target: "_blank", rel: "noopener", text: t("delivery.signature") }) : null, " ",
  signed.photos.flatMap((href, index) => [element("a", { href, target: "_blank", rel: "noopener", text: t("delivery.photo", { number: index + 1 }) }), " "]));

/** Goods that were not taken, and why. */
export const notTaken = (refused) => element("div", {}, badge("bad", t("delivery.refused")), " ", `${number(refused.quantity)} × `,
  element("span", { className: "mono", text: refused.serial ?? refused.lot ?? refused.di }), ` · ${refused.reason}`);
