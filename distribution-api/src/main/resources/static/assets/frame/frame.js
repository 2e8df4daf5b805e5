/** What stands around every page: sign-in, language, appearance. */
import { Refused, me, signIn, signOut } from "/assets/frame/api.js";
import { byId, element, toast } from "/assets/frame/dom.js";
import { chooseTheme, otherLanguage, paint, t, themeNow } from "/assets/frame/language.js";

/** The form that asks for a key; answers who signed in. */
export function askForKey(place, why = "") {
  return new Promise((done) => {
    const show = (error, typed = "") => {
      const input = element("input", { id: "key", name: "key", type: "password", required: true, autocomplete: "current-password", autocapitalize: "off", spellcheck: "false", "aria-describedby": "key-hint" });
      input.value = typed;
      const button = element("button", { type: "submit", className: "primary wide", text: t("signIn.go") });
      const form = element("form", { className: "sign-in-form" },
        element("label", { for: "key", text: t("signIn.key") }), input,
        error ? element("p", { className: "field-error", role: "alert", text: error }) : null,
        button, element("p", { id: "key-hint", className: "hint", text: t("signIn.hint") }));
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        button.disabled = true;
        button.textContent = t("signIn.busy");
        const key = input.value.trim();
        try {
          const person = await signIn(key);
          place.replaceChildren();
          done(person);
        } catch (failure) {
          show(messageOf(failure), failure instanceof Refused ? "" : key);
        }
      });
      place.replaceChildren(element("section", { className: "sign-in card" },
        element("img", { src: "/favicon.svg", alt: "", width: "44", height: "44" }),
        element("h1", { text: t("signIn.title") }), form,
        element("div", { className: "row" }, languageButton(() => show(error, input.value)))));
      document.title = `${t("signIn.title")} · Lotline`;
      input.focus();
    };
    show(why);
  });
}

function messageOf(failure) {
  if (!(failure instanceof Refused)) return t("signIn.unreachable");
  return failure.status === 401 ? t("signIn.wrong") : failure.message;
}

export const roleOf = (person) => (person?.role ? t(`role.${person.role}`) : "");

export function languageButton(changed) {
  return element("button", { type: "button", className: "quiet", id: "language", text: t("language"), onclick: () => { otherLanguage(); changed(); } });
}

export function themeChoice() {
  const select = element("select", { id: "theme", "aria-label": t("theme"), onchange: (event) => chooseTheme(event.target.value) },
    ["auto", "light", "dark"].map((each) => element("option", { value: each, text: t(`theme.${each}`) })));
  select.value = themeNow();
  return select;
}

export async function leave(to = location.pathname) {
  await signOut();
  location.assign(to);
}

/** Says a failure in its own words: what is wrong, then what may help. */
export function explain(failure) {
  if (!(failure instanceof Refused)) return { title: t("failed.title"), lines: [t("failed.net")] };
  return { title: failure.problem.title ?? t("failed.title"), lines: (failure.problem.detail ?? failure.message).split("\n") };
}

/** Says a failure at the edge of the screen, where nothing on the page is wrong. */
export function complain(failure) {
  const { title, lines } = explain(failure);
  toast([title, lines[0]].filter(Boolean).join(" "), "bad");
}

paint();
export { byId, me };
