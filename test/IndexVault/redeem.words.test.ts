import { expect } from "chai";
import { AbiCoder, id } from "ethers";

import type { IIndexVault } from "../../types/contracts/IndexVault.js";
import { WAD } from "../fixtures/indexFixture.ts";
import { leavingFixture } from "../fixtures/leaving/leavingFixture.ts";
import { READ } from "../fixtures/oddFixture.ts";
import { ceilPart, floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const MOST = 2n ** 160n - 1n; // {tok} that a vault believes

/** Arithmetic, arguments and logs of baskets that are gone through at once, at the edges of a word. */
describe("IndexVault.redeem and issue at the edges of a word", () => {
  const use = useFixture(wordsFixture);

  /** Every component can be given any balance, and Bob has all that may be asked of him. */
  async function wordsFixture() {
    const fixture = await leavingFixture();
    const { components, codes, networkHelpers, vault, tokenAt, signers } = fixture;
    for (const component of components) {
      await networkHelpers.setCode(component, codes.odd.get("OddERC20")!);
      const token = await tokenAt("OddERC20", component);
      await token.mint(signers.bob, 2n ** 250n);
      await token.connect(signers.bob).approve(vault, 2n ** 255n);
    }
    const setBalances = async (amounts: readonly bigint[]): Promise<void> => {
      for (const [i, component] of components.entries()) {
        const token = await tokenAt("OddERC20", component);
        await token.seize(vault, await token.balanceOf(vault));
        await token.mint(vault, amounts[i]);
      }
    };
    const balancesOf = async (account: Parameters<typeof vault.balanceOf>[0]) =>
      Promise.all(
        components.map(async (token) => (await tokenAt("MockERC20", token)).balanceOf(account)),
      );
    return { ...fixture, setBalances, balancesOf };
  }

  const HALF = 2n ** 127n;
  const rows: readonly (readonly bigint[])[] = [
    [0n, 1n, HALF - 1n, HALF - 2n, 3n],
    [0n, 1n, HALF - 1n, HALF, 3n],
    [MOST, MOST, MOST, MOST, MOST],
    [MOST, 0n, 1n, 2n, 3n],
    [1n, 2n, 3n, 4n, MOST],
    [HALF + 1n, 2n ** 128n, 2n ** 128n - 1n, 2n ** 159n, 7n],
  ];
  const supplies = [1_000n * WAD, HALF - 1n, HALF, HALF + 1n, 2n ** 128n - 1n];
  for (const supply of supplies) {
    it(`V-2 V-3 V-4 V-11 computes exactly at a supply of ${supply}`, async () => {
      const { vault, setBalances, balancesOf, signers, networkHelpers } = use();
      const { alice, bob, stranger } = signers;
      await setBalances([1n, 1n, 1n, 1n, 1n]);
      const grown = supply - 1_000n * WAD;
      const maximums = [MOST, MOST, MOST, MOST, MOST];
      if (grown > 0n) await vault.connect(bob).issue(grown, bob, 1n, maximums);
      expect(await vault.totalSupply()).to.equal(supply);
      const base = await networkHelpers.takeSnapshot();
      for (const row of rows) {
        await setBalances(row);
        for (const shares of [1n, 41n * WAD + 7n, supply / 4n, supply - 700n * WAD, HALF - 5n]) {
          if (shares > supply - 700n * WAD) continue;
          const snapshot = await networkHelpers.takeSnapshot();
          const due = row.map((amount) => floorPart(amount, shares, supply));
          expect([...(await vault.previewRedeem(shares))], "preview").to.deep.equal(due);
          expect([...(await vault.holdings())], "holdings").to.deep.equal(row);
          const owner = (await vault.balanceOf(bob)) >= shares ? bob : alice;
          if ((await vault.balanceOf(owner)) >= shares) {
            await vault.connect(owner).redeem(shares, stranger, owner);
            expect(await balancesOf(stranger), `${row.join(" ")} ${shares}`).to.deep.equal(due);
          }
          await snapshot.restore();
          if (supply + shares <= 2n ** 128n - 1n) {
            const again = await networkHelpers.takeSnapshot();
            const asked = row.map((amount) => ceilPart(amount, shares, supply));
            expect([...(await vault.previewIssue(shares))]).to.deep.equal(asked);
            const before = await balancesOf(vault);
            const fits = row.every((amount, i) => amount + asked[i] <= MOST);
            const sent = vault.connect(bob).issue(shares, bob, 1n, asked);
            if (fits) {
              await sent;
              expect(await balancesOf(vault)).to.deep.equal(before.map((b, i) => b + asked[i]));
            } else await expect(sent).to.be.revertedWithCustomError(vault, "ComponentUnreadable");
            await again.restore();
          }
        }
      }
      await base.restore();
    });
  }

  it("V-3 V-11 computes exactly with claims in units and in shares among the words", async () => {
    const { vault, setBalances, components, tokenAt, signers } = use();
    const { alice, keeper, stranger } = signers;
    const odd = await Promise.all(components.map((token) => tokenAt("OddERC20", token)));
    await setBalances([MOST, HALF, HALF - 1n, 1_000n, 10n ** 24n]);
    const terms = { owner: alice, receiver: stranger, claimant: keeper, basketId: 1n };
    await vault.connect(alice).redeemWith({ ...terms, shares: 7n * WAD, minAmounts: [], skip: 5n });
    for (const token of [odd[1], odd[3]]) await token.setTransferFault(1);
    await vault
      .connect(alice)
      .redeemWith({ ...terms, shares: 11n * WAD, minAmounts: [], skip: 0n });
    for (const token of odd) await token.setTransferFault(0);
    const shares = 13n * WAD + 1n;
    const supply = await vault.totalSupply();
    const due: bigint[] = [];
    for (const [i, component] of components.entries()) {
      const [owed, pending] = await vault.owed(component);
      const balance = await odd[i].balanceOf(vault);
      const free = ((balance - owed) * supply) / (supply + pending);
      due.push(floorPart(free, shares, supply));
    }
    expect([...(await vault.previewRedeem(shares))]).to.deep.equal(due);
    const returned = await vault
      .connect(alice)
      .redeemWith.staticCall({ ...terms, shares, minAmounts: due, skip: 0n });
    expect([...returned]).to.deep.equal(due);
    const over = due.with(4, due[4] + 1n);
    await expect(vault.connect(alice).redeemWith({ ...terms, shares, minAmounts: over, skip: 0n }))
      .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
      .withArgs(components[4], due[4], due[4] + 1n);
  });

  it("V-12 ignores every bit of a skip beyond the basket, and credits nothing for it", async () => {
    const { vault, components, signers, balancesOf } = use();
    const { alice, stranger, keeper } = signers;
    const shares = 10n * WAD;
    const due = [...(await vault.previewRedeem(shares))];
    const beyond = (2n ** 256n - 1n) ^ ((1n << BigInt(components.length)) - 1n);
    const terms = { shares, owner: alice, receiver: stranger, claimant: keeper, basketId: 1n };
    const sent = await vault.connect(alice).redeemWith({ ...terms, minAmounts: [], skip: beyond });
    expect(await balancesOf(stranger)).to.deep.equal(due);
    await expect(sent).not.to.emit(vault, "ComponentCredited");
    await vault.connect(alice).redeemWith({ ...terms, minAmounts: [], skip: 2n ** 256n - 1n });
    for (const component of components)
      expect(await vault.claimOf(component, keeper)).to.deep.equal([0n, shares]);
  });

  it("tells the ledger byte for byte what the interface says", async () => {
    const { vault, components, signers, tokenAt } = use();
    const { alice, bob, stranger } = signers;
    const coder = AbiCoder.defaultAbiCoder();
    const word = (value: string | bigint): string =>
      coder.encode([typeof value === "bigint" ? "uint256" : "address"], [value]);
    const shares = 10n * WAD;
    const asked = [...(await vault.previewIssue(shares))];
    const issued = (await (await vault.connect(bob).issue(shares, stranger, 1n, asked)).wait())!;
    const mine = (logs: typeof issued.logs) =>
      logs.filter(({ address }) => address === vault.target);
    const last = mine(issued.logs).at(-1)!;
    expect(last.topics).to.deep.equal([
      id("SharesIssued(address,address,uint256,uint256,uint256[])"),
      word(bob.address),
      word(stranger.address),
      word(1n),
    ]);
    expect(last.data).to.equal(coder.encode(["uint256", "uint256[]"], [shares, asked]));

    await vault.connect(alice).approve(bob, shares);
    await (await tokenAt("OddERC20", components[2])).setTransferFault(1);
    const due = [...(await vault.previewRedeem(shares))];
    const sent = await vault.connect(bob).redeem(shares, stranger, alice);
    const told = mine((await sent.wait())!.logs).at(-1)!;
    expect(told.topics).to.deep.equal([
      id("SharesRedeemed(address,address,address,uint256,uint256,uint256[])"),
      word(stranger.address),
      word(alice.address),
      word(1n),
    ]);
    expect(told.data).to.equal(
      coder.encode(["address", "uint256", "uint256[]"], [bob.address, shares, due.with(2, 0n)]),
    );
  });

  it("V-12 refuses arguments that lie about their length, and addresses with something above them", async () => {
    const { vault, components, ethers, signers } = use();
    const { alice, stranger, keeper } = signers;
    const none = components.map(() => 0n);
    const terms: IIndexVault.RedemptionStruct = {
      shares: WAD,
      owner: alice.address,
      receiver: stranger.address,
      claimant: keeper.address,
      basketId: 1n,
      minAmounts: none,
      skip: 0n,
    };
    const data = vault.interface.encodeFunctionData("redeemWith", [terms]);
    const callback = vault.interface.encodeFunctionData("redeemWithCallback", [terms, "0x"]);
    const issue = vault.interface.encodeFunctionData("issue", [WAD, alice.address, 1n, none]);
    const send = (changed: string) => alice.call({ to: vault.target, data: changed });
    const words = (text: string): string[] => text.slice(10).match(/.{64}/g)!;
    const with_ = (text: string, at: number, value: bigint): string =>
      text.slice(0, 10) +
      words(text)
        .map((word, i) => (i === at ? value.toString(16).padStart(64, "0") : word))
        .join("");
    await send(data);
    const at = words(data);
    const lengthAt = at.findIndex(
      (word, i) => i > 5 && BigInt(`0x${word}`) === BigInt(none.length),
    );
    for (const length of [
      BigInt(none.length) + 1n,
      2n ** 64n - 1n,
      2n ** 64n,
      2n ** 251n,
      2n ** 256n - 1n,
    ])
      await expect(send(with_(data, lengthAt, length)), `${length}`).to.revert(ethers);
    for (const [i, word] of at.entries())
      if ([alice, stranger, keeper].some(({ address }) => BigInt(address) === BigInt(`0x${word}`)))
        for (const text of [data, callback]) {
          const spot = words(text).findIndex((other) => other === word);
          await expect(send(with_(text, spot, BigInt(`0x${word}`) + 2n ** 160n)), `${i}`).to.revert(
            ethers,
          );
        }
    const issueAt = words(issue).findIndex(
      (word, i) => i > 3 && BigInt(`0x${word}`) === BigInt(none.length),
    );
    for (const length of [BigInt(none.length) + 1n, 2n ** 251n, 2n ** 256n - 1n])
      await expect(send(with_(issue, issueAt, length)), `${length}`).to.revert(ethers);
  });

  it("V-3 shows zero for what cannot be read, and values all else exactly", async () => {
    const { vault, components, setBalances, tokenAt } = use();
    await setBalances([5n, MOST, 7n, HALF, 9n]);
    await (await tokenAt("OddERC20", components[1])).setReadFault(READ.returnShort);
    await (await tokenAt("OddERC20", components[3])).setReadFault(READ.overstate);
    expect([...(await vault.holdings())]).to.deep.equal([5n, 0n, 7n, 0n, 9n]);
    expect([...(await vault.previewIssue(1n))]).to.deep.equal([1n, 0n, 1n, 0n, 1n]);
  });
});
