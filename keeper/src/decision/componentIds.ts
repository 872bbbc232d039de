import type { Address } from "viem";

/** Which token stands for an id of the market's rows, USDC for the rules' settlement id among them. */
export type ComponentIds = ReadonlyMap<string, Address>;
