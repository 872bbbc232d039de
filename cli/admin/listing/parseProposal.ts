import { MalformedJsonError } from "@sheaf/sdk/units/errors";
import { parseJson } from "@sheaf/sdk/units/parseJson";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";
import { z } from "zod";

import { MalformedProposalError } from "../errors.ts";
import type { Proposal } from "./proposal.ts";

const AddressText = z
  .string()
  .refine((text) => isAddress(text), "expected an address with a right checksum")
  .transform((text): Address => getAddress(text));
const Whole = z
  .string()
  .regex(/^\d{1,39}$/, "expected a whole number as text")
  .transform((text) => BigInt(text));
const Seconds = z
  .number()
  .int()
  .min(0)
  .max(2 ** 24 - 1);
const Terms = z.strictObject({
  token: AddressText,
  feed: AddressText,
  quote: AddressText,
  heartbeat: Seconds,
  minAnswer: Whole,
  maxAnswer: Whole,
  secondFeed: AddressText,
  secondHeartbeat: Seconds,
  maxDivergence: Whole,
  slippage: Whole,
  maxWeight: Whole,
  dust: Whole,
  stable: z.boolean(),
});
const Document = z.strictObject({
  version: z.literal(1),
  chainId: z.number().int().min(1),
  registry: AddressText,
  listings: z.array(Terms).min(1),
});

/**
 * Checks the text of a proposal file.
 * @throws MalformedProposalError that lists every fault.
 */
export function parseProposal(text: string, file: string): Proposal {
  const parsed = Document.safeParse(documentOf(text, file));
  if (parsed.success) return parsed.data;
  throw new MalformedProposalError(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  );
}

function documentOf(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw new MalformedProposalError(file, [error.message.replace(/\.$/, "")]);
  }
}
