import { moveMarket } from "../../market/moveMarket.ts";
import type { BenchRow, OpcodeClasses, OpcodeRow } from "../report/benchReport.ts";
import { classifyOpcodes } from "./classifyOpcodes.ts";
import type { BenchWorld } from "./createBenchWorld.ts";
import { measureCall } from "./measureCall.ts";
import type { BenchCall, Measure } from "./measureCall.ts";
import { ratioOf } from "../report/ratioOf.ts";
import { traceTransaction } from "./traceTransaction.ts";

const HOUR = 3_600; // {s}
const WEEK = 7 * 24 * HOUR; // {s}

/** What a row is about. */
export type Subject = Pick<BenchRow, "work" | "state" | "venue" | "market" | "usdc">;

/** A call of ours and the floor's call that does the same. */
export type Contest = {
  readonly ours: BenchCall;
  readonly floor?: BenchCall;
  /** Throws where a call did not do the work that is measured. */
  readonly check?: (measure: Measure) => void;
};

export type MeterOptions = {
  readonly n: number;
  readonly trace: boolean;
  readonly print: (line: string) => void;
};

/** Measures calls, each an hour after the one before, and writes the rows. */
export type Meter = {
  readonly rows: BenchRow[];
  readonly opcodes: OpcodeRow[];
  /** {s} Time of the next call. */
  next(): number;
  /** Sets the clock to the begin of a week, with fresh feeds and pools that agree with them. */
  beginWeek(week: number): Promise<void>;
  /** Mines a call between measurements. */
  mine(call: BenchCall): Promise<Measure>;
  /** Measures both in the same state of the chain: the floor's call is taken back, ours stays. */
  measure(subject: Subject, contest: Contest): Promise<Measure>;
};

const WITHOUT_FLOOR = "no floor: nothing barer does this";

export function createMeter(world: BenchWorld, { n, trace, print }: MeterOptions): Meter {
  const { connection, market, origin } = world;
  const { networkHelpers } = connection;
  const rows: BenchRow[] = [];
  const opcodes: OpcodeRow[] = [];
  let now = origin; // {s}

  const classesOf = async (measure: Measure, subject: Subject): Promise<OpcodeClasses | null> => {
    const barest = subject.market === undefined && subject.usdc === undefined;
    return measure.gas === null || !trace || !barest || subject.state === "first"
      ? null
      : classifyOpcodes(await traceTransaction(world, measure.receipt));
  };

  return {
    rows,
    opcodes,
    next: () => now + HOUR,

    async beginWeek(week) {
      now = origin + week * WEEK;
      await networkHelpers.time.increaseTo(now);
      await moveMarket(market, world.rows);
    },

    async mine(call) {
      const measure = await measureCall(world, (now += HOUR), call);
      if (measure.gas === null)
        throw new RangeError(`A call between measurements ${measure.reason}.`);
      return measure;
    },

    async measure(subject, contest) {
      now += HOUR;
      let floor: Measure = { gas: null, reason: WITHOUT_FLOOR };
      let floorClasses: OpcodeClasses | null = null;
      if (contest.floor !== undefined) {
        const before = await networkHelpers.takeSnapshot();
        floor = await measureCall(world, now, contest.floor);
        contest.check?.(floor);
        floorClasses = await classesOf(floor, subject);
        await before.restore();
      }
      const ours = await measureCall(world, now, contest.ours);
      contest.check?.(ours);
      const classes = await classesOf(ours, subject);
      const { work, state, venue, ...conditions } = subject;
      if (classes !== null)
        opcodes.push({ work, state, venue, n, ours: classes, floor: floorClasses });
      const reasons = [ours, floor].flatMap((measure) =>
        measure.gas === null ? [measure.reason] : [],
      );
      const ratioFloor = ratioOf(ours.gas, floor.gas);
      const figures = {
        gas: ours.gas,
        floor: floor.gas,
        setV2: null,
        router: null,
        ratioFloor,
        ratioSetV2: null,
      };
      rows.push({
        work,
        n,
        state,
        venue,
        ...conditions,
        ...figures,
        ...(reasons.length === 0 ? {} : { reason: reasons.join("; ") }),
      });
      const under = Object.entries(conditions).map(([what, how]) => `, ${what} ${how}`);
      print(
        `  ${work}, ${state}${under.join("")}: ${ours.gas ?? "no"} gas, ${ratioFloor ?? "no"} times the floor`,
      );
      return ours;
    },
  };
}
