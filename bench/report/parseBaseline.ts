import type { BenchReport } from "./benchReport.ts";

/** The committed baseline is not what this version writes. */
export class MalformedBaselineError extends Error {
  override readonly name = "Bench.MalformedBaselineError";

  constructor(where: string) {
    super(
      `bench/gas.json is not readable at ${where}. Write it anew with npm run bench -- --write.`,
    );
  }
}

/** Says where a value is not what it should be. */
type Check = (value: unknown, where: string) => void;

const text = ofType("string");
const number = ofType("number");
const orNull =
  (check: Check): Check =>
  (value, where) =>
    void (value === null || check(value, where));
const optional =
  (check: Check): Check =>
  (value, where) =>
    void (value === undefined || check(value, where));

const subject = {
  work: text,
  n: number,
  state: oneOf("first", "warm"),
  venue: oneOf("v3", "v4", "none"),
};
const time = record({
  work: text,
  n: number,
  ms: number,
  clockMs: optional(number),
  requests: optional(number),
  reference: number,
  ratio: number,
});
const both = record({ gas: orNull(number), floor: orNull(number) });
const classes = record({
  intrinsic: number,
  storage: number,
  calls: number,
  logs: number,
  compute: number,
  refund: number,
});
const noFigure = oneOf(null);

const report = record({
  versions: record({
    solc: text,
    evmVersion: text,
    optimizerRuns: number,
    viaIR: ofType("boolean"),
    node: text,
    hardhat: text,
    edr: text,
    openzeppelin: text,
    uniswapV3Core: text,
    uniswapV4Core: optional(text),
  }),
  rows: listOf(
    record({
      ...subject,
      market: optional(oneOf("still", "moving", "crossing")),
      usdc: optional(oneOf("plain", "proxied")),
      gas: orNull(number),
      floor: orNull(number),
      setV2: noFigure,
      router: noFigure,
      ratioFloor: orNull(number),
      ratioSetV2: noFigure,
      reason: optional(text),
    }),
  ),
  slopes: listOf(
    record({
      work: text,
      state: subject.state,
      venue: subject.venue,
      gas: number,
      floor: orNull(number),
    }),
  ),
  pairs: listOf(record({ n: number, gas: number, floor: number })),
  legCost: orNull(record({ fewest: number, most: number, together: both, next: both, pair: both })),
  opcodes: listOf(record({ ...subject, ours: classes, floor: orNull(classes) })),
  sizes: (value, where) =>
    Object.entries(objectOf(value, where)).forEach(([name, size]) =>
      number(size, `${where}.${name}`),
    ),
  times: listOf(time),
});

/** @throws MalformedBaselineError */
export function parseBaseline(json: string): BenchReport {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new MalformedBaselineError(error instanceof Error ? error.message : String(error));
  }
  report(value, "baseline");
  return value as BenchReport; // every field has just been checked
}

function ofType(type: "string" | "number" | "boolean"): Check {
  return (value, where) => {
    if (typeof value !== type) throw new MalformedBaselineError(where);
  };
}

function oneOf(...choices: readonly (string | null)[]): Check {
  return (value, where) => {
    if (!choices.some((choice) => choice === value)) throw new MalformedBaselineError(where);
  };
}

function listOf(check: Check): Check {
  return (value, where) => {
    if (!Array.isArray(value)) throw new MalformedBaselineError(where);
    value.forEach((item, at) => check(item, `${where}[${at}]`));
  };
}

function record(fields: Readonly<Record<string, Check>>): Check {
  return (value, where) => {
    const object = objectOf(value, where);
    for (const [name, check] of Object.entries(fields)) check(object[name], `${where}.${name}`);
  };
}

function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new MalformedBaselineError(where);
  return value as Readonly<Record<string, unknown>>;
}
