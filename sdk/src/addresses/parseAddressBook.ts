import { getAddress, isAddress, isHash } from "viem";
import type { Address, Hash } from "viem";
import { z } from "zod";

import { MalformedJsonError } from "../units/errors.ts";
import { parseJson } from "../units/parseJson.ts";
import { CONTRACT_KEYS } from "./addressBook.ts";
import type { AddressBook, ContractKey } from "./addressBook.ts";
import { MalformedAddressBookError } from "./errors.ts";

const AddressText = z
  .string()
  .refine((text) => isAddress(text), "expected an address with a right checksum")
  .transform((text): Address => getAddress(text));
const HashText = z.custom<Hash>(
  (text) => typeof text === "string" && isHash(text),
  "expected a hash of 32 bytes",
);
const Contract = z.strictObject({
  contract: z.string().min(1),
  address: AddressText,
  block: z.int().min(0),
  transaction: HashText,
  codeHash: HashText,
  constructorArguments: z.array(z.json()),
  libraries: z.record(z.string(), AddressText).optional(),
  verified: z.array(z.string()),
});
const Contracts = z.record(z.string(), Contract);
const Decimals = z.int().min(0).max(255);
const Token = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  symbol: z.string(),
  token: AddressText,
  feed: AddressText,
  aggregator: AddressText,
  pool: AddressText,
  tokenDecimals: Decimals,
  feedDecimals: Decimals,
});
const shared = Object.fromEntries(CONTRACT_KEYS.map((key) => [key, Contract])) as Record<
  ContractKey,
  typeof Contract
>;
const Book = z.strictObject({
  version: z.literal(1),
  network: z.string().min(1),
  chainId: z.int().min(1),
  contracts: z.strictObject(shared),
  libraries: Contracts,
  external: z.strictObject({
    usdc: AddressText,
    usdcFeed: AddressText,
    weth: AddressText,
    poolFactory: AddressText,
    sequencerFeed: AddressText.nullable(),
  }),
  testMarket: z
    .strictObject({ operator: Contract, contracts: Contracts, tokens: z.array(Token) })
    .optional(),
});

/**
 * Checks the text of an address book.
 * @param file Its name, for the message.
 * @throws MalformedAddressBookError that lists every fault.
 */
export function parseAddressBook(text: string, file: string): AddressBook {
  const parsed = Book.safeParse(documentOf(text, file));
  if (parsed.success) return parsed.data;
  throw new MalformedAddressBookError(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
  );
}

function documentOf(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw new MalformedAddressBookError(file, [error.message.replace(/\.$/, "")]);
  }
}
