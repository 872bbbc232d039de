import { z } from "zod";
import { MalformedDecimalError } from "../units/errors.ts";
import { parseDecimal } from "../units/parseDecimal.ts";
import { WAD } from "../units/wad.ts";

const Id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, "expected an id")
  .meta({ description: "An id of the market's rows" });
const Count = z.int().min(1).max(250);
const Days = z.int().min(2).max(1000);
const Observations = z.int().min(1).max(52);

/** D18 A decimal text from zero to `most`, read exactly. */
function decimal(most: bigint, shown: string, description: string) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? "is missing"
          : 'expected a decimal text: write "0.3" in quotes, not 0.3',
    })
    .transform((text, context): bigint => {
      const value = readExactly(text);
      if (value !== undefined && value >= 0n && value <= most) return value;
      context.addIssue({
        code: "custom",
        message: `expected a decimal text from "0" to "${shown}" with at most 18 digits after the point`,
      });
      return z.NEVER;
    })
    .meta({ description: `${description}, a decimal text from "0" to "${shown}"` });
}

const Fraction = decimal(WAD, "1", "A part");
const Points = decimal(100n * WAD, "100", "Points of a grade");
const Multiple = decimal(10n * WAD, "10", "A factor");
const Dollars = decimal(10n ** 15n * WAD, `1${"0".repeat(15)}`, "US dollars");

const Regime = z.strictObject({
  leader: Id.meta({ description: "The id whose daily closes tell the regime" }),
  meanDays: Days.meta({
    description: "Closes looked at: those of the mean, or all that a module is computed from",
  }),
  band: Fraction.meta({ description: "Width of the band, a part of the mean" }),
  cooldownDays: z.int().min(0).max(365),
  module: z.exactOptional(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("movingAverages"), fastDays: Days, slowDays: Days }),
      z.strictObject({
        kind: z.literal("rsi"),
        days: Days,
        bullAbove: Points,
        bearBelow: Points,
      }),
      z.strictObject({
        kind: z.literal("macd"),
        fastDays: Days,
        slowDays: Days,
        signalDays: Days,
      }),
      z.strictObject({ kind: z.literal("bollinger"), days: Days, deviations: Multiple }),
    ]),
  ),
  vote: z.exactOptional(
    z.literal("confirms").meta({ description: "A flip waits until a second source agrees" }),
  ),
});

const Universe = z.strictObject({
  category: z.exactOptional(z.string().min(1).max(64)),
  ids: z.exactOptional(z.array(Id).min(1).max(250)),
  deny: z.exactOptional(
    z.array(z.strictObject({ id: Id, reason: z.string().min(1).max(200) })).max(250),
  ),
  minimumVolume: z.exactOptional(Dollars),
  minimumVolumeOfCap: z.exactOptional(Fraction),
  volumeObservations: z.exactOptional(Observations),
  listedObservations: z.exactOptional(Observations),
  maximumVolatility: z.exactOptional(Multiple),
});

/**
 * The schema of a rules document. Everything below `settlement` is optional, and absent from the hash where it is absent from
 * the document.
 */
export const RULES_SCHEMA = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(64),
  size: z.int().min(1).max(100), // a vault holds at most 100 components with a target
  enterRank: Count,
  leaveRank: Count,
  weighting: z.enum(["marketCap", "squareRoot", "equal", "conviction"]),
  maximumWeight: Fraction,
  minimumWeight: Fraction,
  driftRelative: Fraction,
  driftAbsolute: Fraction,
  regime: Regime,
  settlement: Id,
  stables: z.exactOptional(
    z
      .array(
        z.strictObject({
          id: Id.meta({ description: "A stablecoin, settlement among them" }),
          weight: Fraction,
        }),
      )
      .min(1)
      .max(8)
      .meta({ description: "How stablecoins share the stable part; weights sum to one" }),
  ),
  bear: z.exactOptional(
    z.enum(["settles", "stays"]).meta({ description: '"stays" is a passive index' }),
  ),
  universe: z.exactOptional(Universe),
  entryObservations: z.exactOptional(Observations),
  missingObservations: z.exactOptional(z.int().min(0).max(8)),
  volatilityObservations: z.exactOptional(z.int().min(4).max(52)),
  exposure: z.exactOptional(
    z.strictObject({
      volatilityAbove: z.exactOptional(Multiple),
      volumeBelow: z.exactOptional(Dollars),
      maximumEach: Fraction,
      maximumTotal: Fraction,
    }),
  ),
  conviction: z.exactOptional(
    z.strictObject({
      exponent: z.enum(["0", "0.25", "0.5", "0.75", "1"]),
      least: Multiple,
      most: Multiple,
      smoothing: Observations,
      activeShare: Fraction,
    }),
  ),
  signals: z.exactOptional(
    z.strictObject({
      minimumCoverage: Fraction,
      minimumFundamental: z.exactOptional(Points),
      outBelow: z.exactOptional(Points),
      strongFrom: z.exactOptional(Points),
      maximumOut: Fraction,
    }),
  ),
  risk: z.exactOptional(
    z
      .array(z.strictObject({ bullishBelow: Fraction, stable: Fraction }))
      .min(1)
      .max(8),
  ),
});

function readExactly(text: string): bigint | undefined {
  try {
    return parseDecimal(text, 18, "exact");
  } catch (error) {
    if (error instanceof MalformedDecimalError) return undefined;
    throw error;
  }
}
