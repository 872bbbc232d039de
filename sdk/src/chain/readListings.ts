import { getAddress } from "viem";
import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { componentRegistryAbi } from "../abi/componentRegistryAbi.ts";
import { priceOracleAbi } from "../abi/priceOracleAbi.ts";
import { orUndefined } from "./orUndefined.ts";
import type { Listing, ListingStatus } from "./listing.ts";

export type ListingsInputs = {
  readonly client: Client;
  readonly registry: Address;
  readonly oracle: Address;
  readonly tokens: readonly Address[];
  readonly blockNumber: bigint;
};

/** {tok} Amount at which the vault quotes prices. */
const PRICE_BASE = 10n ** 36n;
/** ERC-7726 name of the US dollar (ISO 4217). */
const UNIT_OF_ACCOUNT = "0x0000000000000000000000000000000000000348";
const STATUSES: readonly ListingStatus[] = ["unlisted", "buyable", "sell-only", "frozen"];

/** What registry and oracle say of each token at one block, in the order of the tokens. */
export async function readListings({
  client,
  registry,
  oracle,
  tokens,
  blockNumber,
}: ListingsInputs): Promise<Listing[]> {
  return Promise.all(
    tokens.map(async (token): Promise<Listing> => {
      const [component, price] = await Promise.all([
        readContract(client, {
          address: registry,
          abi: componentRegistryAbi,
          functionName: "component",
          args: [token],
          blockNumber,
        }),
        orUndefined(
          readContract(client, {
            address: oracle,
            abi: priceOracleAbi,
            functionName: "getQuote",
            args: [PRICE_BASE, token, UNIT_OF_ACCOUNT],
            blockNumber,
          }),
        ),
      ]);
      const { status, isNew, ...terms } = component;
      return {
        token: getAddress(token),
        ...terms,
        ...(isNew ? { isNew } : {}),
        status: STATUSES[status] ?? "unlisted",
        price: price === 0n ? undefined : price,
      };
    }),
  );
}
