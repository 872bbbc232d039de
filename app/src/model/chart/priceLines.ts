import type { PricePoint } from "./pricePoint.ts";

/** The recorded values of a share and the leader's price beside them. */
export type PriceLinesData = {
  readonly nav: readonly PricePoint[]; // at least two
  readonly leader: readonly PricePoint[];
  readonly leaderName: string;
};
