import { getAddress, isAddress } from "viem";
import type { Address } from "viem";
import { z } from "zod";

const AddressText = z
  .string()
  .refine((text) => isAddress(text), "expected an address with a right checksum")
  .transform((text): Address => getAddress(text));
const Whole = z
  .string()
  .regex(/^\d{1,78}$/, "expected digits")
  .transform(BigInt);
const Seconds = z.int().min(0);

/**
 * Schema of the keeper's last week of each index, from `/keeper.json`. It shows what the chain has not: today's inputs of the
 * regime, why nothing was traded, and the next run. Nothing may rely on it.
 */
export const KEEPER_REPORT_SCHEMA = z.strictObject({
  version: z.literal(1),
  weeks: z.array(
    z.strictObject({
      index: AddressText,
      asOf: z.iso.date(), // of the market's rows
      ranAt: Seconds, // {s} chain time
      nextAt: Seconds.nullable(), // {s} chain time; null: no run is planned
      outcome: z.enum(["started", "resumed", "held"]),
      reason: z.string().nullable(), // why nothing was started
      epoch: z.int().min(0),
      closed: z.enum(["settled", "incomplete", "open", "none"]),
      trades: z.int().min(0),
      regime: z.strictObject({
        value: z.enum(["bull", "bear", "neutral"]),
        close: Whole, // D18{usd} the leader's last daily close
        mean: Whole, // D18{usd} of its closes, as the rules take it
      }),
      /** Cost of leaving for USDC at that time; null where it is unknown. */
      flip: z
        .strictObject({
          cost: Whole, // {1} WAD, part of NAV
          stays: Whole, // {1} WAD, part of NAV that could not be sold
        })
        .nullable(),
    }),
  ),
});

/** The keeper's last week of each index. */
export type KeeperReport = z.infer<typeof KEEPER_REPORT_SCHEMA>;
