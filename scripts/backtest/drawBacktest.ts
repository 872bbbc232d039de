import type { BacktestReport } from "./backtestReport.ts";

type Step = BacktestReport["steps"][number];
type Panel = { readonly top: number; readonly height: number };

const WIDTH = 960;
const LEFT = 64;
const RIGHT = 24;
const VALUES: Panel = { top: 64, height: 320 };
const DRAWDOWN: Panel = { top: 420, height: 100 };
const TURNOVER: Panel = { top: 556, height: 80 };
const HEIGHT = 690;
const SERIES = [
  { name: "index", colour: "#0b5fa5", of: (step: Step): number => step.nav },
  { name: "leader", colour: "#b45f06", of: (step: Step): number => step.leader },
  { name: "first basket, untraded", colour: "#5f6b6d", of: (step: Step): number => step.untraded },
] as const;

/** A chart as SVG: values on a logarithmic scale, bear regimes shaded, drawdown of the index, turnover. Same report, same bytes. */
export function drawBacktest(report: BacktestReport): string {
  const { steps } = report;
  const x = (at: number): number =>
    LEFT + ((WIDTH - LEFT - RIGHT) * at) / Math.max(1, steps.length - 1);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escape(`${report.rules} on the ${report.market}`)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(LEFT, 24, `${report.rules} on the ${report.market}`, "#1b1f23", 16),
    label(
      LEFT,
      44,
      "Value of one put in, after costs. The past promises nothing about the future.",
      "#444c56",
    ),
    ...bearBands(steps, x),
    ...valuePanel(steps, x),
    ...drawdownPanel(steps, x),
    ...turnoverPanel(steps, x),
    ...dateAxis(steps, x),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function valuePanel(steps: readonly Step[], x: (at: number) => number): string[] {
  const all = steps
    .flatMap((step) => SERIES.map(({ of }) => of(step)))
    .filter((value) => value > 0);
  const [low, high] = [Math.log10(Math.min(...all)), Math.log10(Math.max(...all))];
  const span = high - low || 1;
  const y = (value: number): number =>
    VALUES.top + VALUES.height * (1 - (Math.log10(Math.max(value, 1e-9)) - low) / span);
  const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].filter(
    (tick) => Math.log10(tick) >= low && Math.log10(tick) <= high,
  );
  return [
    ...ticks.flatMap((tick) => gridLine(y(tick), `${tick}`)),
    ...SERIES.map(({ colour, of }) =>
      line(
        steps.map((step, at) => [x(at), y(of(step))]),
        colour,
      ),
    ),
    ...SERIES.map(({ name, colour }, at) =>
      label(LEFT + 8, VALUES.top + 16 + 16 * at, `— ${name}`, colour),
    ),
  ];
}

function drawdownPanel(steps: readonly Step[], x: (at: number) => number): string[] {
  let peak = 1;
  const depths = steps.map(({ nav }) => {
    peak = Math.max(peak, nav);
    return 1 - nav / peak;
  });
  const most = Math.max(0.01, ...depths);
  const y = (depth: number): number => DRAWDOWN.top + (DRAWDOWN.height * depth) / most;
  return [
    label(LEFT, DRAWDOWN.top - 8, "Drawdown of the index", "#1b1f23"),
    ...gridLine(y(0), "0 %"),
    ...gridLine(y(most), `-${(most * 100).toFixed(0)} %`),
    line(
      depths.map((depth, at) => [x(at), y(depth)]),
      "#a4262c",
    ),
  ];
}

function turnoverPanel(steps: readonly Step[], x: (at: number) => number): string[] {
  const most = Math.max(0.01, ...steps.map(({ turnover }) => turnover));
  const bottom = TURNOVER.top + TURNOVER.height;
  const width = Math.max(1, Math.min(8, (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length) - 2));
  return [
    label(LEFT, TURNOVER.top - 8, "Turnover, part of NAV", "#1b1f23"),
    ...gridLine(TURNOVER.top, `${(most * 100).toFixed(0)} %`),
    ...gridLine(bottom, "0 %"),
    ...steps.flatMap(({ turnover }, at) => {
      const height = (TURNOVER.height * turnover) / most;
      return turnover === 0
        ? []
        : [rect(x(at) - width / 2, bottom - height, width, height, "#0b5fa5")];
    }),
  ];
}

/** One band for each run of dates in a bear regime. */
function bearBands(steps: readonly Step[], x: (at: number) => number): string[] {
  const bottom = TURNOVER.top + TURNOVER.height;
  const starts = steps.flatMap((step, at) =>
    step.regime === "bear" && steps[at - 1]?.regime !== "bear" ? [at] : [],
  );
  return starts.flatMap((start) => {
    const length = steps.slice(start).findIndex(({ regime }) => regime !== "bear");
    const end = length === -1 ? steps.length - 1 : start + length;
    const band = rect(x(start), VALUES.top, x(end) - x(start), bottom - VALUES.top, "#f3e3e1");
    return [band, label(x(start) + 4, VALUES.top + VALUES.height - 8, "bear", "#8a3a33")];
  });
}

function dateAxis(steps: readonly Step[], x: (at: number) => number): string[] {
  const every = Math.max(1, Math.ceil(steps.length / 9));
  return steps.flatMap(({ date }, at) =>
    at % every === 0 ? [label(x(at), TURNOVER.top + TURNOVER.height + 20, date, "#444c56")] : [],
  );
}

function gridLine(y: number, text: string): string[] {
  return [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y)}" y2="${fixed(y)}" stroke="#d8dee4"/>`,
    `<text x="${LEFT - 6}" y="${fixed(y + 4)}" text-anchor="end" fill="#444c56">${escape(text)}</text>`,
  ];
}

function line(points: readonly (readonly [number, number])[], colour: string): string {
  const list = points.map(([left, top]) => `${fixed(left)},${fixed(top)}`).join(" ");
  return `<polyline points="${list}" fill="none" stroke="${colour}" stroke-width="1.8"/>`;
}

function rect(left: number, top: number, width: number, height: number, colour: string): string {
  return `<rect x="${fixed(left)}" y="${fixed(top)}" width="${fixed(width)}" height="${fixed(height)}" fill="${colour}"/>`;
}

function label(left: number, top: number, text: string, colour: string, size = 12): string {
  return `<text x="${fixed(left)}" y="${fixed(top)}" fill="${colour}" font-size="${size}">${escape(text)}</text>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
