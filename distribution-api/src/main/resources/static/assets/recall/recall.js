/** One recall, for everyone whom it concerns: who has how much of the goods, until when what has to be done, and how it ended. */
import { me } from "/assets/frame/api.js";
import { element } from "/assets/frame/dom.js";
import { speak } from "/assets/frame/language.js";
import { HOME, pagesOf } from "/assets/frame/nav.js";
import { shell } from "/assets/frame/shell.js";
import { DESK } from "/assets/desk/words.js";
import { recallView } from "/assets/recall/view.js";

speak(DESK);

const id = decodeURIComponent(location.pathname.slice("/recalls/".length));

/** Whoever works at the desk reads on there; a lot's trace is for all. */
const reading = (path, text) => (pagesOf(me()?.role).includes("desk") ? element("a", { href: `/desk#read?${new URLSearchParams({ path })}`, text }) : element("span", { text }));

await shell({
  path: location.pathname, title: "recall.title", subtitle: () => id, roles: Object.keys(HOME), tabs: ["recall"],
  views: {
    recall: () => recallView(`/v1/recalls/${encodeURIComponent(id)}`, {
      reading,
      trace: (di, lot) => element("a", { className: "mono", href: `/trace?${new URLSearchParams({ di, lot })}`, text: lot }),
      piece: (di, serial) => element("span", { className: "mono", text: serial }),
    }),
  },
});
