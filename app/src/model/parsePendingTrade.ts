import { isAddress, isHash } from "viem";
import type { Address, Hash } from "viem";
import { z } from "zod";

const Amount = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform((text) => BigInt(text));
const AddressText = z.custom<Address>((text) => typeof text === "string" && isAddress(text));
const HashText = z.custom<Hash>((text) => typeof text === "string" && isHash(text));

const PENDING_TRADE = z.strictObject({
  version: z.literal(1),
  kind: z.enum(["buy", "sell", "redeem"]),
  vault: AddressText,
  account: AddressText,
  symbol: z.string(),
  way: z.enum(["permit", "approval", "batch", "plain"]),
  hash: HashText.nullable(), // null: only the batch is known
  batch: z.string().nullable(), // id of an EIP-5792 batch
  nonce: z.int().min(0).nullable(),
  sentBlock: Amount, // no block that is older has it
  shares: Amount, // {share} exactly
  usdc: Amount, // {usdc} expected
  limit: Amount, // {usdc} at most, or at least
  value: Amount, // {uoa} of the shares
  platformFee: Amount, // {usdc}
  etherPrice: Amount.nullable(), // {uoa/ether}; null: unknown
});

/** A trade that was sent, with the quote that was accepted: enough to follow it and to write its receipt after a reload. */
export type PendingTrade = z.output<typeof PENDING_TRADE>;

/** A trade from the text that a browser kept; a text that cannot be used is none. */
export function parsePendingTrade(text: string | null): PendingTrade | undefined {
  if (text === null) return undefined;
  try {
    const parsed = PENDING_TRADE.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // no JSON
  }
}
