import type { OpcodeClasses } from "../report/benchReport.ts";

/** One step of a trace, as `debug_traceTransaction` tells it. */
export type TraceStep = {
  readonly op: string;
  readonly gas: number; // {gas} left before the step
  readonly gasCost: number; // {gas} of the step; for calls, with what they pass on
  readonly depth: number; // from one
};

export type Trace = {
  readonly gasLimit: number; // {gas}
  readonly gasUsed: number; // {gas}
  readonly steps: readonly TraceStep[];
};

type ClassName = "storage" | "calls" | "logs" | "compute";

const CLASS_OF = new Map<string, ClassName>([
  ...["SLOAD", "SSTORE", "TLOAD", "TSTORE", "EXTCODECOPY", "CREATE", "CREATE2"].map(
    (op) => [op, "storage"] as const,
  ),
  ...["CALL", "STATICCALL", "DELEGATECALL", "CALLCODE"].map((op) => [op, "calls"] as const),
  ...["LOG0", "LOG1", "LOG2", "LOG3", "LOG4"].map((op) => [op, "logs"] as const),
]);

/**
 * Sums what each class of opcodes costs. A step costs the gas that is gone when its frame goes on, less what the frames
 * below it used: a call that runs code counts with its own price only.
 */
export function classifyOpcodes({ gasLimit, gasUsed, steps }: Trace): OpcodeClasses {
  const sums: Record<ClassName, number> = { storage: 0, calls: 0, logs: 0, compute: 0 };
  const open: { step: TraceStep; below: number }[] = []; // per frame, the step that waits for its successor
  const below: number[] = []; // per frame, what it has used so far

  const settle = (depth: number, left: number): void => {
    const { step, below: inner } = open[depth];
    const cost = step.gas - left - inner;
    sums[CLASS_OF.get(step.op) ?? "compute"] += cost;
    below[depth] = (below[depth] ?? 0) + cost + inner;
  };
  /** Ends the frame at `depth`, whose last step has no successor, and charges it to the step that called it. */
  const leave = (depth: number): void => {
    const { step } = open[depth];
    settle(depth, step.gas - step.gasCost);
    if (depth > 1) open[depth - 1].below += below[depth];
    below[depth] = 0;
  };

  let current = 0;
  for (const step of steps) {
    while (current > step.depth) leave(current--);
    if (current === step.depth) settle(current, step.gas);
    current = step.depth;
    open[current] = { step, below: 0 };
  }
  while (current > 0) leave(current--);

  const intrinsic = gasLimit - (steps[0]?.gas ?? gasLimit);
  const spent = Object.values(sums).reduce((sum, cost) => sum + cost, intrinsic);
  return { intrinsic, ...sums, refund: spent - gasUsed };
}
