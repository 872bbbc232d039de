import { id as hashOf } from "ethers";

import type { BenchWorld } from "./createBenchWorld.ts";

const WAD = 10n ** 18n;
const BULL = 1n;

/** {1} WAD Together the components weigh this; USDC the rest. */
const INVESTED = (WAD * 95n) / 100n;
/** {1} WAD At most for one component, so that it stays under its maximum weight whatever a tilt adds. */
const MOST = (WAD * 26n) / 100n;

/** Which half of the components gives a tenth of its weight to the other. */
export type Tilt = "none" | "toFirst" | "toSecond";

/** What the strategist submits. */
export type BenchOrder = {
  readonly components: string[];
  readonly weights: bigint[];
  readonly regime: bigint;
  readonly snapshotHash: string;
  readonly rulesHash: string;
  readonly deadline: number; // {s}
};

/** Equal weights, tilted; USDC gets what is left to one. */
export async function orderEpoch(
  { market }: Pick<BenchWorld, "market">,
  tilt: Tilt,
  deadline: number, // {s}
): Promise<BenchOrder> {
  const tokens = [...market.names.values()].map(({ token }) => token);
  const even = INVESTED / BigInt(tokens.length);
  const base = even < MOST ? even : MOST;
  const half = Math.ceil(tokens.length / 2);
  const firsts = { count: BigInt(half), gains: tilt === "toFirst" };
  const seconds = { count: BigInt(tokens.length - half), gains: tilt === "toSecond" };
  const entries = tokens.map((token, at) => {
    const [own, other] = at < half ? [firsts, seconds] : [seconds, firsts];
    const gained = own.gains ? (base * other.count) / own.count / 10n : 0n;
    return { token, weight: base + gained - (other.gains ? base / 10n : 0n) };
  });
  const invested = entries.reduce((sum, { weight }) => sum + weight, 0n);
  entries.push({ token: await market.usdc.getAddress(), weight: WAD - invested });
  entries.sort((a, b) => (BigInt(a.token) < BigInt(b.token) ? -1 : 1));
  return {
    components: entries.map(({ token }) => token),
    weights: entries.map(({ weight }) => weight),
    regime: BULL,
    snapshotHash: hashOf("snapshot"),
    rulesHash: hashOf("rules"),
    deadline,
  };
}
