import type { ArtifactResolver } from "@nomicfoundation/ignition-core";

const CREATION = 53_000n; // {gas} of a transaction that creates a contract
const PER_BYTE_SENT = 16n; // {gas/byte}
const PER_BYTE_STORED = 200n; // {gas/byte}
/** {%} Constructors, and bytes that the estimate does not see. */
const MARGIN = 120n;

/** {gas} Limits of what was measured on a local node, rounded up. */
const GAS = {
  call: 60_000n, // of the timelock, by the module or for the hand-over
  token: 1_520_000n, // with its feed and aggregator
  pool: 6_560_000n, // with its three positions
  probe: 170_000n,
  listing: 210_000n, // scheduled, announced, listed, and in the book
  report: 25_000n,
} as const;

const CALLS = 8n; // of the timelock, at most

/** Size of a deployment. */
export type DeploymentSize = {
  readonly contracts: readonly string[]; // names in Solidity
  readonly testTokens: number;
  readonly listings: number;
};

/** An upper estimate of what a whole deployment costs. {gas} */
export async function estimateGas(
  artifacts: ArtifactResolver,
  { contracts, testTokens, listings }: DeploymentSize,
): Promise<bigint> {
  let total = CALLS * GAS.call + BigInt(listings) * (GAS.listing + GAS.probe);
  total += BigInt(testTokens) * (GAS.token + GAS.pool + GAS.report);
  for (const name of contracts) {
    const { bytecode, deployedBytecode } = await artifacts.loadArtifact(name);
    const stored = BigInt(bytesOf(deployedBytecode)) * PER_BYTE_STORED;
    const sent = BigInt(bytesOf(bytecode)) * PER_BYTE_SENT;
    total += ((CREATION + stored + sent) * MARGIN) / 100n;
  }
  return total;
}

/** Code that still has places for libraries is no hexadecimal text. */
function bytesOf(code: string): number {
  return (code.length - 2) / 2;
}
