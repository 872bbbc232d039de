import { getAddress } from "viem";
import type { Address, Client } from "viem";
import { multicall } from "viem/actions";

import { componentRegistryAbi } from "../abi/componentRegistryAbi.ts";
import { priceOracleAbi } from "../abi/priceOracleAbi.ts";
import { PRICE_BASE } from "../plan/valueOf.ts";
import { BULK, CALLS_PER_REQUEST } from "./bulk.ts";
import { decodeEnum } from "./decodeEnum.ts";
import { STATUSES } from "./enums.ts";
import { readInParts } from "./readInParts.ts";
import { unbatched } from "./unbatched.ts";
import type { Listing } from "./listing.ts";

export type ListingsInputs = {
  readonly client: Client;
  readonly registry: Address;
  readonly oracle: Address;
  readonly tokens: readonly Address[];
  readonly blockNumber: bigint;
};

/** ERC-7726 name of the US dollar (ISO 4217). */
const UNIT_OF_ACCOUNT = "0x0000000000000000000000000000000000000348";

/**
 * Reads what registry and oracle return of each token at one block, in the order of the tokens: one request for 60 tokens,
 * unless a node refuses large ones.
 *
 * @throws UnknownEnumError if the registry returns a status that this code does not know.
 */
export async function readListings(inputs: ListingsInputs): Promise<Listing[]> {
  const listings = await readInParts(inputs.tokens, CALLS_PER_REQUEST, (tokens) =>
    readPart({ ...inputs, tokens }),
  );
  return [...listings];
}

async function readPart({
  client,
  registry,
  oracle,
  tokens,
  blockNumber,
}: ListingsInputs): Promise<Listing[]> {
  const answers = await multicall(unbatched(client), {
    ...BULK,
    blockNumber,
    contracts: [
      ...tokens.map(
        (token) =>
          ({
            address: registry,
            abi: componentRegistryAbi,
            functionName: "component",
            args: [token],
          }) as const,
      ),
      {
        address: oracle,
        abi: priceOracleAbi,
        functionName: "tryQuotes",
        args: [PRICE_BASE, tokens, UNIT_OF_ACCOUNT],
      } as const,
    ],
  });
  const components = answers.flatMap((answer) => ("status" in answer ? [answer] : []));
  const prices = answers.flatMap((answer) => ("status" in answer ? [] : answer));
  return tokens.flatMap((token, at): Listing[] => {
    const [component, price] = [components[at], prices[at]];
    if (component === undefined) return [];
    const { status, isNew, ...terms } = component;
    const listing = {
      token: getAddress(token),
      ...terms,
      ...(isNew ? { isNew } : {}),
      status: decodeEnum("listing status", STATUSES, status),
      price: price === 0n ? undefined : price,
    };
    return [listing];
  });
}
