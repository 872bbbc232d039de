import { createRequire } from "node:module";

import { concat, encodeAbiParameters, getContractAddress, keccak256, pad, toHex } from "viem";
import type { Address, Hex } from "viem";
import { z } from "zod";

/** Where Base Sepolia has them: docs.uniswap.org (v3, Base deployments) and docs.base.org (contracts). */
const POOL_FACTORY = "0x4752ba5DBc23f44D87826276BF6Fd6b1C372aD24";
const WETH = "0x4200000000000000000000000000000000000006";

/** {wei} What a funded address has: enough for a deployment and a year of weeks. */
const FUNDS = 1_000n * 10n ** 18n;

/** Storage of the factory: `owner`, then the tick spacing of each fee {1e6}, the fourth of them added by its owner later. */
const OWNER_SLOT = 3n;
const SPACINGS_SLOT = 4n;
const SPACINGS = [
  [100, 1n],
  [500, 10n],
  [3000, 60n],
  [10_000, 200n],
] as const;

const NOBODY = "0x000000000000000000000000000000000000dEaD";
const HEX = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const ARTIFACT = z.object({ bytecode: HEX, deployedBytecode: HEX });

/** Makes one request of a node. */
export type AskNode = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** Sets what a deployment finds on Base Sepolia: the real Uniswap v3 factory, wrapped ether, and ether of `funded`. */
export async function poseAsBaseSepolia(ask: AskNode, funded: readonly Address[]): Promise<void> {
  const factory = readArtifact(
    "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json",
  );
  const built = HEX.parse(
    await ask("eth_call", [{ from: NOBODY, data: factory.bytecode, gas: toHex(2 ** 24) }]),
  );
  await ask("hardhat_setCode", [POOL_FACTORY, atHome(built)]);
  await setSlot(ask, POOL_FACTORY, word(OWNER_SLOT), pad(NOBODY));
  for (const [fee, spacing] of SPACINGS)
    await setSlot(ask, POOL_FACTORY, entryOf(SPACINGS_SLOT, fee), word(spacing));

  const weth = readArtifact("canonical-weth/build/contracts/WETH9.json");
  await ask("hardhat_setCode", [WETH, weth.deployedBytecode]);
  await setSlot(ask, WETH, word(0n), shortText("Wrapped Ether"));
  await setSlot(ask, WETH, word(1n), shortText("WETH"));
  await setSlot(ask, WETH, word(2n), word(18n));

  for (const account of funded) await ask("hardhat_setBalance", [account, toHex(FUNDS)]);
}

/** A factory refuses delegate calls by its own address, which its constructor wrote into the code. */
function atHome(code: Hex): Hex {
  const built = getContractAddress({ from: NOBODY, nonce: 0n });
  const [from, to] = [built, POOL_FACTORY].map((one) => one.slice(2).toLowerCase());
  const moved = code.replaceAll(from ?? "", to ?? "");
  if (moved === code) throw new Error("Uniswap's factory has no immutable address to replace.");
  return HEX.parse(moved);
}

function readArtifact(path: string) {
  return ARTIFACT.parse(createRequire(import.meta.url)(path));
}

async function setSlot(ask: AskNode, target: Address, slot: Hex, value: Hex): Promise<void> {
  // The node takes no leading zero in a slot's number.
  await ask("hardhat_setStorageAt", [target, toHex(BigInt(slot)), value]);
}

function word(value: bigint): Hex {
  return toHex(value, { size: 32 });
}

function entryOf(slot: bigint, key: number): Hex {
  return keccak256(encodeAbiParameters([{ type: "uint24" }, { type: "uint256" }], [key, slot]));
}

/** Solidity keeps a string of up to 31 bytes in its slot, with twice its length in the last byte. */
function shortText(text: string): Hex {
  const bytes = toHex(text);
  return concat([pad(bytes, { dir: "right", size: 31 }), toHex(text.length * 2, { size: 1 })]);
}
