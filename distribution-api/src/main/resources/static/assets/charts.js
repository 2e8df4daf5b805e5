/** Charts that keep their canvas: new figures move what is there, nothing flickers. */
import { byId, dark, number, t } from "/assets/page.js";

const charts = new Map();

export function palette() {
  return dark()
    ? { text: "#e7eef8", muted: "#9db0ca", line: "#22304a", panel: "#111b2b", teal: "#2dd4bf", blue: "#60a5fa", amber: "#fbbf24", red: "#f87171", green: "#4ade80", violet: "#a78bfa", grey: "#8092ad" }
    : { text: "#14202f", muted: "#55657b", line: "#dbe1ea", panel: "#ffffff", teal: "#0d9488", blue: "#2563eb", amber: "#d97706", red: "#dc2626", green: "#16a34a", violet: "#7c3aed", grey: "#64748b" };
}

/** Letters grow with the page: a wall screen is read from afar. */
export const size = (pixels) => Math.round(pixels * parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);

const base = () => ({
  textStyle: { fontSize: size(12), fontFamily: getComputedStyle(document.body).fontFamily, color: palette().text },
  animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  animationDurationUpdate: 400,
  aria: { enabled: false },
  tooltip: { renderMode: "richText", confine: true, backgroundColor: palette().panel, borderColor: palette().line, textStyle: { color: palette().text } },
});

/** Draws `option` into the element, and `summary` for those who do not see it. */
export function draw(id, option, summary, redraw = false) {
  const place = byId(id);
  place.setAttribute("aria-label", summary);
  let chart = charts.get(id);
  if (!chart) {
    chart = window.echarts.init(place, null, { renderer: "canvas" });
    charts.set(id, chart);
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  const empty = summary === "";
  chart.setOption(
    empty
      ? { ...base(), title: { text: t("chart.empty"), left: "center", top: "middle", textStyle: { color: palette().muted, fontWeight: "normal", fontSize: size(14) } } }
      : { ...base(), title: { text: "" }, ...option },
    { notMerge: redraw || place.dataset.empty !== String(empty) },
  );
  place.dataset.empty = String(empty);
}

const compact = (value) => (value >= 10_000 ? `${+(value / 1000).toFixed(1)}k` : String(value));
const axisText = () => ({ color: palette().muted, fontSize: size(12) });
const valueAxis = () => ({ type: "value", minInterval: 1, axisLabel: { ...axisText(), formatter: compact }, splitLine: { lineStyle: { color: palette().line } } });
const categories = (data) => ({ type: "category", data, axisLabel: { ...axisText(), hideOverlap: true }, axisLine: { lineStyle: { color: palette().line } }, axisTick: { show: false } });
const summaryOf = (rows) => rows.map(([name, value]) => `${name} ${number(value)}`).join(", ");

/** Grouped columns: `series` are [name, colour, values]. */
export function columns(id, labels, series, redraw) {
  const option = {
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: axisText() },
    grid: { left: size(46), right: 8, top: size(32), bottom: size(24) },
    tooltip: { ...base().tooltip, trigger: "axis" },
    xAxis: categories(labels),
    yAxis: valueAxis(),
    series: series.map(([name, color, data]) => ({ name, type: "bar", data, itemStyle: { color, borderRadius: [3, 3, 0, 0] }, barMaxWidth: 26, barGap: "10%" })),
  };
  const sums = series.map(([name, , values]) => [name, values.reduce((sum, value) => sum + value, 0)]);
  draw(id, option, labels.length ? summaryOf(sums) : "", redraw);
}

/** Lying bars, the longest on top: `rows` are [name, value, colour]. */
export function bars(id, rows, redraw) {
  const shown = [...rows].sort((a, b) => b[1] - a[1]).slice(0, 8).reverse();
  const option = {
    grid: { left: 4, right: size(58), top: 0, bottom: -8, containLabel: true },
    tooltip: { ...base().tooltip, trigger: "item" },
    xAxis: { type: "value", show: false },
    yAxis: { ...categories(shown.map(([name]) => name)), axisLabel: { color: palette().text, fontSize: size(12), width: byId(id).clientWidth * .36, overflow: "truncate" }, axisLine: { show: false } },
    series: [{
      type: "bar", barMaxWidth: size(20), showBackground: true, backgroundStyle: { color: palette().line, opacity: .35, borderRadius: 4 },
      data: shown.map(([, value, color]) => ({ value, itemStyle: { color: color ?? palette().blue, borderRadius: 4 } })),
      label: { show: true, position: "right", color: palette().text, fontSize: size(12), formatter: ({ value }) => number(value) },
    }],
  };
  draw(id, option, summaryOf(rows), redraw);
}

/** A ring: `rows` are [name, value, colour]. */
export function ring(id, rows, redraw) {
  const shown = rows.filter(([, value]) => value > 0);
  const outer = Math.min(byId(id).clientHeight * .41, byId(id).clientWidth * .25);
  const option = {
    tooltip: { ...base().tooltip, trigger: "item" },
    legend: { orient: "vertical", left: "54%", top: "middle", itemWidth: 12, itemHeight: 12, textStyle: { color: palette().text, fontSize: size(12) }, formatter: (name) => `${name}  ${number(rows.find(([label]) => label === name)?.[1])}` },
    series: [{
      type: "pie", radius: [outer * .63, outer], center: ["27%", "50%"], label: { show: false }, itemStyle: { borderColor: palette().panel, borderWidth: 2 },
      data: shown.map(([name, value, color]) => ({ name, value, itemStyle: { color } })),
    }],
  };
  draw(id, option, summaryOf(shown), redraw);
}
