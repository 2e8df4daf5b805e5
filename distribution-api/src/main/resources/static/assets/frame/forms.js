/** Forms in dialogs: what is refused is said in them, in the reader's words. */
import { call } from "/assets/frame/api.js";
import { dialog, element, toast } from "/assets/frame/dom.js";
import { explain } from "/assets/frame/frame.js";
import { t } from "/assets/frame/language.js";

export function field(name, label, control, hint = "") {
  control.name = name;
  control.id = `form-${name}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return element("div", { className: "field" }, element("label", { for: control.id, text: label }), control, hint ? element("p", { className: "hint", id: `${control.id}-hint`, text: hint }) : null);
}

export const option = (value, text) => element("option", { value, text });
export const choice = (options, { required = true, chosen = null } = {}) => {
  const select = element("select", { required }, chosen === null ? option("", t("form.choose")) : null, options.map(([value, text]) => option(value, text)));
  if (chosen !== null) select.value = chosen;
  return select;
};
export const typed = (attributes = {}) => element("input", { required: true, autocomplete: "off", spellcheck: "false", ...attributes });
export const written = (attributes = {}) => element("textarea", { rows: "2", maxlength: "200", ...attributes });

/** One of a few, each to be seen. */
export function oneOf(name, label, options, chosen = null) {
  return element("fieldset", { className: "one-of" }, element("legend", { text: label }), options.map(([value, text]) => {
    const input = element("input", { type: "radio", name, value, id: `form-${name}-${value}`, required: true });
    input.checked = value === chosen;
    return element("label", { for: input.id }, input, element("span", { text }));
  }));
}

/** Some of several, and all of them at once. */
export function someOf(name, label, values, chosen = []) {
  const boxes = values.map((value, index) => {
    const input = element("input", { type: "checkbox", name, value, id: `form-${name}-${index}` });
    input.checked = chosen.includes(value);
    return input;
  });
  const all = element("input", { type: "checkbox", id: `form-${name}-all` });
  const look = () => {
    const checked = boxes.filter((box) => box.checked).length;
    all.checked = checked === boxes.length;
    all.indeterminate = checked > 0 && checked < boxes.length;
  };
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", look));
  look();
  return element("fieldset", { className: "some-of" }, element("legend", { text: label }),
    boxes.length > 1 ? element("label", { for: all.id }, all, element("span", { text: t("form.all", { count: boxes.length }) })) : null,
    boxes.map((box) => element("label", { for: box.id }, box, element("span", { className: "mono", text: box.value }))));
}

/** Asks for something to be done once: the same again is the same request, whatever became of the first. */
export function writer() {
  let sent = "";
  let key = "";
  return (path, body) => {
    const now = JSON.stringify([path, body ?? null]);
    if (now !== sent) {
      sent = now;
      key = crypto.randomUUID();
    }
    return call(path, { method: "POST", body, headers: { "Idempotency-Key": key } });
  };
}

/** A dialog with a form. `send` gets what was entered and a writer, and answers what to say, and in which tone. */
export function ask({ title, fields, label, send, done, danger = false }) {
  const problem = element("div", { role: "alert", className: "stack" });
  const button = element("button", { type: "submit", className: danger ? "primary danger" : "primary", text: label });
  const write = writer();
  const form = element("form", { className: "stack" }, fields, problem, button);
  const shown = dialog(title, t("close"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = t("form.sending");
    problem.replaceChildren();
    const values = new FormData(form);
    const entered = Object.fromEntries([...values.keys()].map((name) => [name, values.getAll(name).length > 1 || form.elements[name]?.type === "checkbox" || form.querySelector(`[type=checkbox][name="${name}"]`) ? values.getAll(name) : String(values.get(name)).trim()]));
    try {
      const [text, tone] = [await send(entered, write)].flat();
      shown.close();
      toast(text, tone ?? "good");
      done();
    } catch (failure) {
      const { title: what, lines } = explain(failure);
      problem.replaceChildren(element("p", { className: "field-error", text: what }), ...lines.map((text) => element("p", { text })));
      button.disabled = false;
      button.textContent = label;
    }
  });
  return shown;
}

/** Only what was entered. */
export const filled = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined && value !== null));
