/** What a page of people at a desk is made of: whose it is, its head, its tabs, and the view that the address names. */
import { Refused, me, signOut } from "/assets/frame/api.js";
import { byId, element } from "/assets/frame/dom.js";
import { askForKey, explain, languageButton, leave, roleOf, themeChoice } from "/assets/frame/frame.js";
import { linkTo } from "/assets/frame/lists.js";
import { paint, t } from "/assets/frame/language.js";
import { pagesOf } from "/assets/frame/nav.js";

const FRESH_MILLIS = 15_000;

/**
 * Runs a page. `views` answer what to show for the parameters of the address; `tabs` are those of them that are tabs,
 * with a number beside their name where `counts` has one.
 */
export async function shell({ path, title, subtitle = () => me()?.label ?? "", roles, tabs, views, counts = async () => ({}), drawn = () => {} }) {
  const first = tabs[0];
  let turn = 0;
  let known = {};
  let asked = 0;

  const place = () => {
    const [view, query] = location.hash.slice(1).split("?");
    return { view: view in views ? view : first, parameters: new URLSearchParams(query ?? "") };
  };

  function head() {
    const others = pagesOf(me()?.role).filter((name) => `/${name}` !== path);
    byId("bar").replaceChildren(
      element("a", { href: path, className: "home", "aria-label": t(title) }, element("img", { src: "/favicon.svg", alt: "", width: "36", height: "36" })),
      element("h1", {}, t(title), element("small", { text: subtitle() })),
      element("nav", { className: "row no-print", id: "pages", "aria-label": t("pages") }, others.map((name) => element("a", { href: `/${name}`, text: t(`page.${name}`) })), element("a", { href: "/", text: t("page.overview") })),
      element("div", { className: "row no-print" }, themeChoice(), languageButton(draw), element("button", { type: "button", className: "quiet", id: "signOut", onclick: () => leave(path) }, t("signOut"))));
  }

  function tabBar(view) {
    byId("tabs").setAttribute("aria-label", t("tabs"));
    byId("tabs").replaceChildren(...tabs.map((each) => element("a", { href: linkTo(each), "aria-current": each === view ? "page" : null },
      t(`tab.${each}`), element("span", { className: "count", text: known[each] ?? "" }))));
  }

  /** What the tabs count is asked for now and then, and after whatever was done. */
  async function count() {
    if (performance.now() - asked < FRESH_MILLIS && asked > 0) return;
    asked = performance.now();
    known = await counts().catch(() => known);
    byId("tabs").querySelectorAll(".count").forEach((shown, index) => { shown.textContent = known[tabs[index]] ?? ""; });
  }

  function failed(failure) {
    const { title: what, lines } = explain(failure);
    byId("view").replaceChildren(element("section", { className: "card stack", role: "alert" }, element("h2", { text: what }), lines.map((text) => element("p", { text })),
      element("p", {}, element("a", { className: "button", href: linkTo(first), text: t(`tab.${first}`) }))));
  }

  async function draw() {
    const mine = (turn += 1);
    const { view, parameters } = place();
    document.title = `${t(`tab.${tabs.includes(view) ? view : first}`)} · ${t(title)} · Lotline`;
    head();
    tabBar(view);
    if (byId("view").children.length === 0) byId("view").replaceChildren(element("p", { className: "muted", text: t("loading") }));
    byId("view").setAttribute("aria-busy", "true");
    try {
      const shown = await views[view](parameters);
      if (mine !== turn) return;
      byId("view").replaceChildren(...shown.filter(Boolean));
      drawn(view);
    } catch (failure) {
      if (mine === turn && !(failure instanceof Refused && failure.status === 401)) failed(failure);
    } finally {
      if (mine === turn) byId("view").removeAttribute("aria-busy");
    }
    count();
  }

  async function enter(why) {
    byId("app").hidden = true;
    byId("signIn").hidden = false;
    const person = await askForKey(byId("signIn"), why);
    if (!roles.includes(person.role)) {
      await signOut();
      await enter(t("role.only", { role: roleOf(person) }));
      return;
    }
    byId("signIn").hidden = true;
    byId("app").hidden = false;
    asked = 0;
    await draw();
  }

  paint();
  addEventListener("hashchange", draw);
  addEventListener("something-done", () => { asked = 0; draw(); });
  addEventListener("signed-out", () => { if (byId("signIn").hidden) enter(); });
  if (roles.includes(me()?.role)) {
    byId("app").hidden = false;
    await draw();
  } else {
    await enter(me() ? t("role.only", { role: roleOf(me()) }) : "");
  }
}

/** Draws the page anew, because something was done. */
export const done = () => dispatchEvent(new Event("something-done"));
