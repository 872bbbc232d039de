import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { crowdFixture, HELD } from "../fixtures/crowdFixture.ts";
import { deliver } from "../fixtures/deliver.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const CAP = 2n ** 24n; // {gas} EIP-7825
const SHARES = 100n * WAD;

describe("An IndexVault of 128 components", () => {
  const use = useFixture(crowdFixture);
  const gasOf = async (
    sent: Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>,
  ): Promise<bigint> => (await (await sent).wait())!.gasUsed;

  /** Alice's redemption to herself. */
  const redeem = (skip = 0n, shares = SHARES) => {
    const { vault, signers } = use();
    const { alice } = signers;
    return vault.connect(alice).redeemWith(
      {
        shares,
        receiver: alice,
        owner: alice,
        claimant: alice,
        basketId: 1n,
        minAmounts: [],
        skip,
      },
      { gasLimit: CAP },
    );
  };
  const misbehave = async (
    count: number,
    transfer: number,
    read = READ.none as number,
  ): Promise<void> => {
    for (const token of use().odd.slice(0, count)) {
      await token.setTransferFault(transfer);
      await token.setReadFault(read);
    }
  };
  const positionsOf = (count: number): bigint =>
    use()
      .odd.slice(0, count)
      .reduce(
        (skip, token) => skip | (1n << BigInt(use().components.indexOf(token.target as string))),
        0n,
      );

  it("E-2 lists 128 with a hundred targets besides USDC, and not one more of either", async () => {
    const { vault, order, signers, networkHelpers, odd, market, ethers } = use();
    expect((await vault.basket(1n)).components.length).to.equal(128);
    const next = await ethers.deployContract("OddERC20", [18]);
    await addComponents(use(), [{ token: next, tokenDecimals: 18 }]);
    const { feed } = await use().registry.feedOf(odd[0]);
    await (await ethers.getContractAt("MockAggregator", feed)).setAnswer(10n ** 8n);
    const start = vault.connect(signers.strategist).startEpoch;
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const longer = { ...withComponent(order, await next.getAddress()), deadline };
    await next.mint(vault, HELD);
    await expect(start(longer))
      .to.be.revertedWithCustomError(vault, "TooManyComponents")
      .withArgs(129n, 128n);
    const named = Array.from({ length: 201 }, (_, i) => ethers.toBeHex(i + 1, 20));
    await expect(start({ ...order, deadline, components: named, weights: named.map(() => 0n) }))
      .to.be.revertedWithCustomError(vault, "TooManyComponents")
      .withArgs(201n, 200n);

    const [first, extra] = [odd[0].target, market.names.get("alpha")!.token];
    const weights = order.components.map((token, i) =>
      token === first ? BigInt(order.weights[i]) - 1n : token === extra ? 1n : order.weights[i],
    );
    await expect(start({ ...order, deadline, weights }))
      .to.be.revertedWithCustomError(vault, "TooManyComponents")
      .withArgs(101n, 100n);
  });

  it("M-2 starts an epoch, is issued and is redeemed in one transaction each", async () => {
    const fixture = use();
    const { vault, signers, gasOfStart } = fixture;
    expect(gasOfStart).to.be.lessThan(CAP);
    const amounts = await deliver(fixture, signers.bob, SHARES);
    const issue = vault
      .connect(signers.bob)
      .issue(SHARES, signers.bob, 1n, amounts, { gasLimit: CAP });
    expect(await gasOf(issue)).to.be.lessThan(CAP / 2n);
    expect(await gasOf(redeem())).to.be.lessThan(CAP / 2n);
  });

  it("L-3 is redeemed under the transaction's cap with ten components that burn all gas", async () => {
    const { vault, odd, signers } = use();
    await misbehave(10, TRANSFER.burnGas);
    expect(await gasOf(redeem())).to.be.lessThan(CAP);
    expect((await vault.claimOf(odd[0], signers.alice)).amount).to.equal(HELD / 10n);
    expect(await odd[10].balanceOf(signers.alice)).to.equal(HELD / 10n);
  });

  it("L-3 is redeemed with ten components that burn gas in every call there is", async () => {
    await misbehave(10, TRANSFER.burnGas, READ.burnGas);
    expect(await gasOf(redeem())).to.be.lessThan(CAP);
  });

  it("L-3 is redeemed with ten components that burn whatever a transfer and two readings get", async () => {
    const { vault, odd, signers } = use();
    await misbehave(10, TRANSFER.burnGas);
    for (const token of odd.slice(0, 10)) await token.setCosts(0n, 40_000n);
    expect(await gasOf(redeem())).to.be.lessThan(CAP);
    expect((await vault.claimOf(odd[9], signers.alice)).amount).to.equal(HELD / 10n);
  });

  it("L-3 is redeemed by the skip bitmap though all 128 are hostile, USDC among them", async () => {
    const { vault, components, signers, networkHelpers } = use();
    for (const component of components) await networkHelpers.setCode(component, "0xfe");
    const everything = (1n << BigInt(components.length)) - 1n;
    expect(await gasOf(redeem(everything))).to.be.lessThan(CAP);
    for (const component of components)
      expect(await vault.claimOf(component, signers.alice)).to.deep.equal([0n, SHARES]);
  });

  it("L-3 is redeemed by the skip bitmap with any number of hostile components", async () => {
    const { vault, odd, signers } = use();
    await misbehave(122, TRANSFER.burnGas, READ.none);
    await expect(redeem()).to.revert(use().ethers);
    const gas = await gasOf(redeem(positionsOf(122)));
    expect(gas).to.be.lessThan(CAP);
    expect(await vault.claimOf(odd[121], signers.alice)).to.deep.equal([0n, SHARES]);
  });

  it("L-3 cannot be made too dear for others by who skips everything for a dust of shares", async () => {
    const fixture = use();
    const { vault, signers, components, odd, order, networkHelpers } = fixture;
    const everything = (1n << BigInt(components.length)) - 1n;
    const before = await gasOf(redeem());
    await redeem(everything, 1n);
    const after = await gasOf(redeem());
    expect(after).to.be.lessThan(CAP / 2n);
    expect(after - before).to.be.lessThan(3_000_000n);

    const amounts = await deliver(fixture, signers.bob, SHARES);
    const issue = vault
      .connect(signers.bob)
      .issue(SHARES, signers.bob, 1n, amounts, { gasLimit: CAP });
    expect(await gasOf(issue)).to.be.lessThan(CAP / 2n);

    await networkHelpers.time.increase(7n * DAY);
    await addComponents(
      fixture,
      odd.map((token) => ({ token, tokenDecimals: 18 })),
    );
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const start = vault
      .connect(signers.strategist)
      .startEpoch({ ...order, deadline }, { gasLimit: CAP });
    expect(await gasOf(start)).to.be.lessThan(CAP);
  });

  it("closes an epoch of 128 components in one transaction, though none is above its target", async () => {
    const { vault, odd, market, ethers, signers, networkHelpers } = use();
    for (const token of odd) await token.seize(vault, HELD);
    await networkHelpers.impersonateAccount(vault.target as string);
    await networkHelpers.setBalance(vault.target as string, WAD);
    const owner = await ethers.getSigner(vault.target as string);
    for (const name of market.names.values()) {
      const token = await ethers.getContractAt("MockERC20", name.token);
      await token.connect(owner).transfer(signers.stranger, await token.balanceOf(vault));
    }
    await networkHelpers.time.increase(2n * DAY);
    const gas = await gasOf(vault.connect(signers.stranger).closeEpoch({ gasLimit: CAP }));
    expect(gas).to.be.within(500_000n, CAP / 4n); // it looked at every one of them
  });
});
