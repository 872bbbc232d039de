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
  { name: "leader", colour: "#b45f06", of: (step: Step): number | null => step.leader },
  {
    name: "first basket, untraded",
    colour: "#5f6b6d",
    of: (step: Step): number | null => step.untraded,
  },
] as const;

/**
 * A chart as SVG: values on a logarithmic scale, bear regimes and dates without a decision shaded, drawdown of the index, turnover.
 * Same report, same bytes.
 */
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
    ...silenceLabel(report),
    ...bands(steps, x, UNDECIDED),
    ...bands(steps, x, BEAR),
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
    .flatMap((step) => SERIES.map(({ of }) => of(step) ?? 0))
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
    ...SERIES.flatMap(({ colour, of }) => {
      const points = steps.flatMap((step, at): [number, number][] => {
        const value = of(step);
        return value === null ? [] : [[x(at), y(value)]];
      });
      return points.length === 0 ? [] : [line(points, colour)];
    }),
    ...SERIES.map(({ name, colour, of }, at) => {
      const unknown = steps.every((step) => of(step) === null) ? ", unknown" : "";
      return label(LEFT + 8, VALUES.top + 16 + 16 * at, `— ${name}${unknown}`, colour);
    }),
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

type Band = {
  readonly name: string;
  readonly above: number; // of the values' lower end
  readonly fill: string;
  readonly colour: string;
  readonly covers: (step: Step) => boolean;
};

const BEAR: Band = {
  name: "bear",
  above: 8,
  fill: "#f3e3e1",
  colour: "#8a3a33",
  covers: ({ regime }) => regime === "bear",
};
const UNDECIDED: Band = {
  name: "undecided",
  above: 24,
  fill: "#e6e6e6",
  colour: "#444c56",
  covers: ({ held }) => held !== null,
};

/** One band for each run of dates that it covers, to the next date. */
function bands(steps: readonly Step[], x: (at: number) => number, band: Band): string[] {
  const { name, above, fill, colour, covers } = band;
  const bottom = TURNOVER.top + TURNOVER.height;
  const isCovered = (at: number): boolean => {
    const step = steps[at];
    return step !== undefined && covers(step);
  };
  const starts = steps.flatMap((_, at) => (isCovered(at) && !isCovered(at - 1) ? [at] : []));
  return starts.flatMap((start) => {
    const length = steps.slice(start).findIndex((step) => !covers(step));
    const end = length === -1 ? steps.length - 1 : start + length;
    const area = rect(x(start), VALUES.top, x(end) - x(start), bottom - VALUES.top, fill);
    return [area, label(x(start) + 4, VALUES.top + VALUES.height - above, name, colour)];
  });
}

function silenceLabel({ undecidedDates, dates, frozen }: BacktestReport): string[] {
  const parts = [
    ...(undecidedDates === 0 ? [] : [`${undecidedDates} of ${dates} dates undecided`]),
    ...(frozen.length === 0 ? [] : [`${frozen.length} holdings without rows`]),
  ];
  return parts.length === 0 ? [] : [label(LEFT + 460, 44, parts.join(", "), UNDECIDED.colour)];
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
