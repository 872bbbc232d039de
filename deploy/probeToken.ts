import { Interface } from "ethers";
import type { Signer } from "ethers";

import type { ComponentRegistry } from "../types/index.js";

const ERC20 = new Interface(["function approve(address spender, uint256 amount)"]);

/** Probes a token of which the signer has `amount` {tok}, and gets it back: what a token's first listing asks for. */
export async function probeToken(
  registry: ComponentRegistry,
  signer: Signer,
  token: string,
  amount: bigint,
): Promise<void> {
  const data = ERC20.encodeFunctionData("approve", [await registry.getAddress(), amount]);
  await (await signer.sendTransaction({ to: token, data })).wait();
  await (await registry.connect(signer).probe(token, amount)).wait();
}
