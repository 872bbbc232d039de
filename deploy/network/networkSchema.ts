import { isAddress } from "ethers";
import { MalformedDecimalError } from "@sheaf/sdk/units/errors";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { z } from "zod/v4";

const WAD_DECIMALS = 18;
const DAY = 86_400; // {s}

const Address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "expected an address, 0x and 40 hexadecimal digits")
  .refine((text) => isAddress(text), "the checksum of this address is wrong")
  .meta({ description: "An address; one in mixed case needs a right checksum" });

/** D18 */
const Decimal = z
  .string({ error: () => 'expected a decimal text: write "0.02" in quotes, not 0.02' })
  .refine(isDecimal, "expected a positive decimal text with at most 18 digits after the point")
  .transform((text) => parseDecimal(text, WAD_DECIMALS, "exact"))
  .meta({ description: "A positive decimal text" });

/** A contract of somebody else, and the document that its address was taken from. */
const Place = z.strictObject({
  address: Address,
  source: z.string().min(1).meta({ description: "Document that the address was taken from" }),
});

const Heartbeat = z
  .int()
  .min(60)
  .max(7 * DAY)
  .meta({
    description: "Maximum age of an answer in seconds",
  });
const Feed = Place.extend({ heartbeat: Heartbeat });

const Component = z.strictObject({
  token: Place,
  feed: Feed,
  minPrice: Decimal.meta({ description: "Minimum believed price in USD, a decimal text" }),
  maxPrice: Decimal.meta({ description: "Maximum believed price in USD, a decimal text" }),
  slippage: Decimal.meta({ description: "Tier: part of a trade's value that it may lose" }),
  maxWeight: Decimal.meta({ description: "Cap: maximum target weight, a part of the index" }),
  stable: z.boolean().default(false).meta({ description: "Whether it is a stablecoin" }),
});

const Holder = Address.nullable().meta({
  description: "Holder of the role; null where the command line has to name one",
});

/** A network file: deploy/networks/NAME.json. */
export const NETWORK_SCHEMA = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "expected a name in lower case"),
  chainId: z.int().min(1),
  rpcVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, "expected the name of an environment variable")
    .meta({ description: "Environment variable that holds the URL of a node" }),
  confirmations: z.int().min(1).max(64).meta({
    description: "Blocks to wait for, that of the transaction included",
  }),
  audit: z.url().optional().meta({
    description: "Report of an audit; a chain that is no known testnet is refused without one",
  }),
  poolFactory: z
    .union([Place, z.literal("deploy")])
    .meta({ description: "Factory of Uniswap v3; deploy on local chains only" }),
  weth: z
    .union([Place, z.literal("deploy")])
    .meta({ description: "Wrapped ether; deploy on local chains only" }),
  usdc: z
    .union([Place.extend({ feed: Feed }), z.literal("test")])
    .meta({ description: "USDC and its feed, or test: one that anybody mints, with ERC-2612" }),
  sequencerFeed: Place.nullable().meta({
    description: "Uptime feed of a rollup's sequencer; null where there is none",
  }),
  adminDelay: z.int().min(1).meta({
    description: "Seconds that every act of the admin waits",
  }),
  roles: z.strictObject({ admin: Holder, strategist: Holder, keeper: Holder, guardian: Holder }),
  components: z.array(Component).max(199),
});

export type NetworkFile = z.output<typeof NETWORK_SCHEMA>;

/** The JSON Schema (draft 2020-12) of a network file, published as docs/network.schema.json. */
export const NETWORK_JSON_SCHEMA = {
  ...z.toJSONSchema(NETWORK_SCHEMA, { io: "input" }),
  $id: "network.schema.json",
  title: "Sheaf network file, version 1",
  description:
    "What a deployment needs to know of a chain. The checks before the first transaction hold it against the chain.",
};

function isDecimal(text: string): boolean {
  try {
    return parseDecimal(text, WAD_DECIMALS, "exact") > 0n;
  } catch (error) {
    if (error instanceof MalformedDecimalError) return false;
    throw error;
  }
}
