/** Elements and pictures; text is never read as HTML. */

export const byId = (id) => document.getElementById(id);

/** An element with text, classes, listeners (`onclick`) and attributes; null and false are left out. */
export function element(tag, { text, className, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const PATHS = {
  receive: "M12 3v10m0 0 4-4m-4 4-4-4M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4",
  putaway: "M4 20V8l8-4 8 4v12M8 20v-7h8v7M8 16.5h8",
  move: "M4 8h13m0 0-3.5-3.5M17 8l-3.5 3.5M20 16H7m0 0 3.5-3.5M7 16l3.5 3.5",
  count: "M6 4h12v16H6zM9 8h6M9 12h6M9 16h3",
  pick: "M4 7h10l1 10H5zM7 7a3 3 0 0 1 6 0M19 5v8m0 0 2-2m-2 2-2-2",
  check: "M4 12.5 9.5 18 20 6.5",
  pack: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  load: "M3 7h10v9H3zM13 10h4l3 3v3h-7M7 19a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 7 19zM16.5 19a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  unload: "M3 7h10v9H3zM13 10h4l3 3v3h-7M6 11.500h4m-4 0 1.700-1.700M6 11.500l1.700 1.700",
  return: "M9 7 4 12l5 5M4 12h11a5 5 0 0 1 0 10h-2",
  what: "M9.200 9a3 3 0 1 1 4.400 2.600c-1 .6-1.600 1.200-1.600 2.400M12 17.800v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  good: "M4 12.500 9.500 18 20 6.500",
  ask: "M9 8.500a3.200 3.200 0 1 1 4.700 2.800c-1.100.6-1.700 1.400-1.700 2.700M12 18.500v.5",
  bad: "M6 6l12 12M18 6 6 18",
  wait: "M12 7v5.500l3.500 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  idle: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M8 9v6M11 9v6M14 9v6M16.500 9v6",
  camera: "M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 16.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400z",
  keyboard: "M3 7h18v10H3zM6.500 10.500h.1M10 10.500h.1M13.500 10.500h.1M17 10.500h.1M8 14h8",
  back: "M14.500 5.500 8 12l6.500 6.500",
  more: "M5 12h.1M12 12h.1M19 12h.1",
  close: "M6.500 6.500l11 11M17.500 6.500l-11 11",
  less: "M6 12h12",
  plus: "M12 6v12M6 12h12",
  place: "M12 21s6.500-6 6.500-11A6.500 6.500 0 0 0 5.500 10c0 5 6.500 11 6.500 11zM12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z",
  document: "M7 3.500h7l4 4V20.500H7zM14 3.500v4h4M10 12h5M10 16h5",
  item: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
  offline: "M4 4l16 16M8.500 14.500a5 5 0 0 1 5-1.300M5.500 11.300A9.500 9.500 0 0 1 9 9M12.500 8a9.500 9.500 0 0 1 6 3.300M12 18.500h.1",
};

/** A line drawing in the colour of the text; it says nothing to a screen reader. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const SYMBOLS = { good: "good", warn: "ask", bad: "bad", wait: "wait" };

/** A badge says its tone by symbol and words, and besides by colour. */
export function badge(tone, text) {
  return element("span", { className: `badge ${tone}` }, SYMBOLS[tone] ? icon(SYMBOLS[tone]) : null, element("span", { text }));
}

/** A list's place when there is nothing in it: what that means, and what to do first. */
export function empty(title, advice, ...actions) {
  return element("div", { className: "empty-state" }, element("p", { className: "empty-title", text: title }), element("p", { text: advice }), ...actions);
}

/** `columns` are [title, value or element of a row, class]. */
export function table(label, columns, rows) {
  const cell = (row, [title, value, kind]) => {
    const shown = value(row);
    return shown instanceof Node ? element("td", { className: kind, "data-label": title }, shown) : element("td", { className: kind, "data-label": title, text: shown });
  };
  return element("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": label },
    element("table", {},
      element("thead", {}, element("tr", {}, columns.map(([title, , kind]) => element("th", { scope: "col", className: kind, text: title })))),
      element("tbody", {}, rows.map((row) => element("tr", {}, columns.map((column) => cell(row, column)))))));
}

/** A dialog that closes by Escape and gives the focus back. Answers when it is closed. */
export function dialog(title, closeLabel, ...content) {
  const heading = element("h2", { text: title, id: "dialog-title", tabindex: "-1" });
  const close = element("button", { type: "button", className: "quiet square", "aria-label": closeLabel, onclick: () => made.close() }, icon("close"));
  const made = element("dialog", { className: "dialog", "aria-labelledby": "dialog-title" }, element("div", { className: "dialog-head" }, heading, close), ...content);
  const before = document.activeElement;
  document.body.append(made);
  made.showModal();
  heading.focus();
  made.closed = new Promise((done) => made.addEventListener("close", () => {
    made.remove();
    before?.focus?.();
    done();
  }));
  return made;
}

/** A word at the edge of the screen that goes by itself. */
export function toast(text, tone = "wait") {
  let shelf = byId("toasts");
  if (!shelf) {
    shelf = element("div", { id: "toasts", role: "status" });
    document.body.append(shelf);
  }
  const made = element("p", { className: `toast ${tone}` }, SYMBOLS[tone] ? icon(SYMBOLS[tone]) : null, element("span", { text }));
  shelf.append(made);
  setTimeout(() => made.remove(), 5_000);
}

export const openDialog = () => document.querySelector("dialog[open]");

/** Whether a dialog is open: what is typed then is meant for it. */
export const dialogOpen = () => openDialog() !== null;
