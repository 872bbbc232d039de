import type { Address, Hash } from "viem";

/** A contract of a deployment, as the chain has it. */
export type DeployedContract = {
  readonly contract: string; // name in Solidity
  readonly address: Address;
  readonly block: number; // of its creation
  readonly transaction: Hash; // that created it
  readonly codeHash: Hash; // keccak256 of the deployed code
  readonly constructorArguments: readonly unknown[]; // integers as decimal strings
  readonly libraries?: Readonly<Record<string, Address>> | undefined; // that it is linked with
  readonly verified: readonly string[]; // URLs at which its source is verified
};

/** A token of a test market, with its feed and its pool against USDC. */
export type TestToken = {
  readonly id: string; // in market data
  readonly name: string;
  readonly symbol: string;
  readonly token: Address;
  readonly feed: Address;
  readonly aggregator: Address; // behind the feed
  readonly pool: Address;
  readonly tokenDecimals: number;
  readonly feedDecimals: number;
};

/** Contracts that every index of a deployment shares. */
export const CONTRACT_KEYS = [
  "timelock",
  "roles",
  "registry",
  "oracle",
  "implementation",
  "factory",
  "executor",
  "router",
  "lens",
] as const;
export type ContractKey = (typeof CONTRACT_KEYS)[number];

/** A deployment on one chain. */
export type AddressBook = {
  readonly version: 1;
  readonly network: string;
  readonly chainId: number;
  readonly contracts: Readonly<Record<ContractKey, DeployedContract>>;
  readonly libraries: Readonly<Record<string, DeployedContract>>; // of the implementation, by name
  readonly external: {
    readonly usdc: Address;
    readonly usdcFeed: Address;
    readonly weth: Address;
    readonly poolFactory: Address; // of Uniswap v3
    readonly sequencerFeed: Address | null; // null on a chain that is no rollup
  };
  readonly testMarket?:
    | {
        readonly operator: DeployedContract;
        readonly contracts: Readonly<Record<string, DeployedContract>>;
        readonly tokens: readonly TestToken[];
      }
    | undefined;
};
