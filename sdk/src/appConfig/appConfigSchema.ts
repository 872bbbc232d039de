import { getAddress, isAddress, isHash } from "viem";
import type { Address, Hash } from "viem";
import { z } from "zod";

const AddressText = z
  .string()
  .refine((text) => isAddress(text), "expected an address with a right checksum")
  .transform((text): Address => getAddress(text));
const HashText = z.custom<Hash>(
  (text) => typeof text === "string" && isHash(text),
  "expected a hash of 32 bytes",
);
const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected lower-case words and hyphens");
const Seconds = z.int().min(1);

/** Schema of the configuration that the app reads at run time, from `/config.json` of its own origin. */
export const APP_CONFIG_SCHEMA = z.strictObject({
  version: z.literal(1),
  chainId: z.int().min(1),
  rpc: z.string().min(1), // path of the app's own origin, or a URL
  startBlock: z.int().min(0), // no event of these contracts is older
  contracts: z.strictObject({
    factory: AddressText,
    router: AddressText,
    lens: AddressText,
    registry: AddressText,
    oracle: AddressText,
    roles: AddressText,
    timelock: AddressText,
    executor: AddressText,
    usdc: AddressText,
    weth: AddressText,
    uniswapV3Factory: AddressText,
    multicall: AddressText, // `aggregate3`, for batches of reads
  }),
  indexes: z
    .array(
      z.strictObject({
        address: AddressText,
        slug: Slug,
        name: z.string().min(1),
        symbol: z.string().min(1),
        kind: z.enum(["regime", "passive", "sector"]),
        rules: HashText, // hash of the rules document
        createdBlock: z.int().min(0),
      }),
    )
    .min(1),
  market: z.strictObject({
    name: z.string().min(1),
    modelled: z.boolean(), // whether prices are made up
    leader: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
  }),
  /** Whether a week of the chain passes in less than a week. */
  compressedTime: z.boolean(),
  /** Services of a local chain; null on every other one. */
  local: z
    .strictObject({
      wallet: z.boolean(), // whether the app may offer a key that lies in the browser
      faucet: z.boolean(), // whether `POST /faucet` hands out test ether and test USDC
      pace: Seconds.nullable(), // {s} between two weeks; null: the market stands still
    })
    .nullable(),
});

/** Configuration of the app on one chain. */
export type AppConfig = z.infer<typeof APP_CONFIG_SCHEMA>;
