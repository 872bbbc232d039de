import { z } from "zod";
import { MalformedDecimalError } from "../units/MalformedDecimalError.ts";
import { parseDecimal } from "../units/parseDecimal.ts";
import { WAD } from "../units/wad.ts";
import { MalformedRulesError } from "./MalformedRulesError.ts";

/** How inputs become weights. Fractions are WAD, counts are whole numbers. */
export type Rules = {
  readonly version: 1;
  readonly name: string;
  readonly size: number; // {component}
  /** A coin that is not held enters at this rank or better. */
  readonly enterRank: number;
  /** A held coin leaves below this rank. */
  readonly leaveRank: number;
  readonly weighting: "marketCap";
  readonly maximumWeight: bigint; // WAD
  readonly minimumWeight: bigint; // WAD
  readonly driftRelative: bigint; // WAD, of a component's target
  readonly driftAbsolute: bigint; // WAD, of NAV
  readonly regime: {
    /** The id whose closes tell the regime. */
    readonly leader: string;
    readonly meanDays: number; // {day}
    readonly band: bigint; // WAD, of the mean
    readonly cooldownDays: number; // {day}
  };
  /** The id that takes what no component takes, and everything in a bear regime. */
  readonly settlement: string;
};

const Id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, "expected an id");
const Count = z.int().min(1).max(250);
const Fraction = z.string().transform((text, context): bigint => {
  const value = readFraction(text);
  if (value !== undefined) return value;
  context.addIssue({
    code: "custom",
    message: 'expected a decimal text from "0" to "1" with at most 18 digits after the point',
  });
  return z.NEVER;
});

const RulesDocument = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(64),
  size: z.int().min(1).max(100), // a vault holds at most 100 components with a target
  enterRank: Count,
  leaveRank: Count,
  weighting: z.literal("marketCap"),
  maximumWeight: Fraction,
  minimumWeight: Fraction,
  driftRelative: Fraction,
  driftAbsolute: Fraction,
  regime: z.strictObject({
    leader: Id,
    meanDays: z.int().min(2).max(1000),
    band: Fraction,
    cooldownDays: z.int().min(0).max(365),
  }),
  settlement: Id,
});

/**
 * Checks a rules document (parsed JSON; counts as numbers, fractions as decimal texts) and reads it exactly. The hash of
 * rules is `hashRules(parseRules(document))`, so "0.25" and "0.250" are the same rules.
 *
 * @throws MalformedRulesError that lists every fault.
 */
export function parseRules(document: unknown): Rules {
  const parsed = RulesDocument.safeParse(document);
  if (!parsed.success)
    throw new MalformedRulesError(
      parsed.error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`),
    );
  const faults = contradictionsOf(parsed.data);
  if (faults.length > 0) throw new MalformedRulesError(faults);
  return parsed.data;
}

function readFraction(text: string): bigint | undefined {
  try {
    const value = parseDecimal(text, 18, "exact");
    return value >= 0n && value <= WAD ? value : undefined;
  } catch (error) {
    if (error instanceof MalformedDecimalError) return undefined;
    throw error;
  }
}

function contradictionsOf(rules: Rules): string[] {
  const size = BigInt(rules.size);
  const checks: readonly [holds: boolean, fault: string][] = [
    [rules.enterRank <= rules.size, "enterRank: must not be above size"],
    [rules.leaveRank >= rules.size, "leaveRank: must not be below size"],
    [rules.maximumWeight * size >= WAD, "maximumWeight: size components of it must reach one"],
    [rules.minimumWeight * size <= WAD, "minimumWeight: size components of it must not exceed one"],
    [rules.minimumWeight <= rules.maximumWeight, "minimumWeight: must not be above maximumWeight"],
    [rules.regime.band < WAD, "regime.band: must be below one"],
    [rules.regime.leader !== rules.settlement, "settlement: must not be the leader"],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}
