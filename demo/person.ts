import type { Signer } from "ethers";

import type { IndexVault } from "../types/index.js";
import type { LocalMarket } from "../market/LocalMarket.ts";

/** Somebody who holds the index. */
export type Person = { readonly name: string; readonly signer: Signer; readonly address: string };

/** Has a person buy the basket on the market of the demo (the local tokens are free) and issue shares with it. */
export async function issueInKind(
  market: LocalMarket,
  vault: IndexVault,
  person: Person,
  shares: bigint,
): Promise<void> {
  const basketId = await vault.basketId();
  const [components] = await vault.basket(basketId);
  const amounts = await vault.previewIssue(shares);
  const spender = await vault.getAddress();
  for (const [position, component] of components.entries()) {
    const amount = amounts[position] ?? 0n;
    if (amount === 0n) continue;
    const token = await market.ethers.getContractAt("MockERC20", component, person.signer);
    await (await token.mint(person.address, amount)).wait();
    await (await token.approve(spender, amount)).wait();
  }
  await (
    await vault.connect(person.signer).issue(shares, person.address, basketId, [...amounts])
  ).wait();
}

/** Has a person redeem shares for every component, accepting nothing less than the preview. */
export async function redeemInKind(
  vault: IndexVault,
  person: Person,
  shares: bigint,
): Promise<void> {
  const minAmounts = [...(await vault.previewRedeem(shares))];
  const redemption = {
    shares,
    receiver: person.address,
    owner: person.address,
    claimant: person.address,
    basketId: await vault.basketId(),
    minAmounts,
    skip: 0n,
  };
  await (await vault.connect(person.signer).redeemWith(redemption)).wait();
}
