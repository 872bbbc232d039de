import { expect } from "chai";

import type { IIndexVault } from "../../types/contracts/IndexVault.js";
import type { Step } from "../fixtures/hostileRoute.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 41n * WAD + 7n;

describe("IndexVault.redeemWithCallback", () => {
  const use = useFixture(redeemerFixture);

  /** Bob's shares are the redeemer's, and it redeems them for Bob, with the keeper as claimant. */
  async function redeemerFixture() {
    const fixture = await oddFixture();
    const { vault, ethers, signers } = fixture;
    const redeemer = await ethers.deployContract("HostileRedeemer");
    await vault.connect(signers.bob).transfer(redeemer, 300n * WAD);
    return { ...fixture, redeemer };
  }

  async function redemptionOf(
    changes: Partial<IIndexVault.RedemptionStruct>,
  ): Promise<IIndexVault.RedemptionStruct> {
    const { redeemer, signers } = use();
    return {
      shares: SHARES,
      receiver: signers.bob.address,
      owner: await redeemer.getAddress(),
      claimant: signers.keeper.address,
      basketId: 1n,
      minAmounts: [],
      skip: 0n,
      ...changes,
    };
  }

  async function redeem(steps: Step[], changes: Partial<IIndexVault.RedemptionStruct> = {}) {
    const { vault, redeemer } = use();
    return redeemer.redeem(vault, await redemptionOf(changes), encodeSteps(steps));
  }

  /** Takes the part `of` of a component to `to`. */
  async function take(at: number, to: string, part: (due: bigint) => bigint = (due) => due) {
    const { vault } = use();
    const due = (await vault.previewRedeem(SHARES))[at];
    const { components } = await vault.basket(1n);
    return takeStep({ vault }, components[at], part(due), to);
  }

  /** What each of `accounts` has of each component. */
  async function balances(account: string): Promise<bigint[]> {
    const { ethers, components } = use();
    return Promise.all(
      components.map(async (component) =>
        (await ethers.getContractAt("MockERC20", component)).balanceOf(account),
      ),
    );
  }

  it("V-3 V-11 offers floor((B-O)*s/S) of each component, and pays what is not taken to the receiver", async () => {
    const { vault, redeemer, signers, components } = use();
    const [held, supply] = [await balances(vault.target as string), await vault.totalSupply()];
    const due = held.map((amount) => floorPart(amount, SHARES, supply));
    expect([...(await vault.previewRedeem(SHARES))]).to.deep.equal(due);
    const stranger = signers.stranger.address;
    const steps = [await take(0, stranger), await take(1, stranger, (amount) => amount / 3n)];
    const before = await balances(signers.bob.address);

    await expect(redeem(steps))
      .to.emit(redeemer, "CalledBack")
      .withArgs(vault, SHARES, due)
      .and.to.emit(vault, "SharesRedeemed")
      .withArgs(redeemer, signers.bob, redeemer, SHARES, 1n, due);

    const taken = components.map((_, i) => (i === 0 ? due[0] : i === 1 ? due[1] / 3n : 0n));
    expect(await balances(stranger)).to.deep.equal(taken);
    expect(await balances(signers.bob.address)).to.deep.equal(
      before.map((amount, i) => amount + due[i] - taken[i]),
    );
    expect(await vault.totalSupply()).to.equal(supply - SHARES);
    expect(await vault.balanceOf(redeemer)).to.equal(300n * WAD - SHARES);
  });

  it("E-7 lets it take no more than the shares stand for, in one go or in many", async () => {
    const { vault, redeemer, signers } = use();
    const stranger = signers.stranger.address;
    const due = (await vault.previewRedeem(SHARES))[2];
    const { components } = await vault.basket(1n);
    await expect(redeem([await take(2, stranger, (amount) => amount + 1n)]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(redeemer, components[2], due + 1n, due);
    const many = [
      await take(2, stranger, (amount) => amount - 5n),
      await take(2, stranger, () => 6n),
    ];
    await expect(redeem(many))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(redeemer, components[2], 6n, 5n);
    await redeem([many[0], await take(2, stranger, () => 5n)]);
  });

  it("E-7 lets nobody else take, and nobody at all before and after", async () => {
    const { vault, redeemer, callback, at, signers } = use();
    const { components } = await vault.basket(1n);
    const data = vault.interface.encodeFunctionData("take", [components[0], 1n, callback.target]);
    await callback.arm(vault, data);
    const refused = vault.interface.encodeErrorResult("TakeNotAllowed", [
      callback.target,
      components[0],
      1n,
      0n,
    ]);
    await expect(redeem([await take(at.callback, signers.stranger.address)]))
      .to.emit(callback, "CalledBack")
      .withArgs(vault, false, refused);
    // Neither the redeemer once its call is over: the rest is gone.
    const again = await redeemer.getAddress();
    await expect(vault.connect(signers.stranger).take(components[0], 1n, again))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(signers.stranger, components[0], 1n, 0n);
  });

  it("E-7 leaves nothing to take for a second redemption in the same transaction", async () => {
    const { vault, ethers, redeemer, components, at, signers } = use();
    const many = await ethers.deployContract("HostileExecutor");
    const call = async (changes: Partial<IIndexVault.RedemptionStruct>, steps: Step[]) => ({
      target: await redeemer.getAddress(),
      data: redeemer.interface.encodeFunctionData("redeem", [
        await vault.getAddress(),
        await redemptionOf(changes),
        encodeSteps(steps),
      ]),
    });
    for (const i of [at.odd, at.usdc]) {
      const stale = await takeStep({ vault }, components[i], 1n, signers.stranger.address);
      const steps = [await call({}, []), await call({ skip: 15n }, [stale])];
      await expect(many.execute([], [], encodeSteps(steps)))
        .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
        .withArgs(redeemer, components[i], 1n, 0n);
    }
    await many.execute([], [], encodeSteps([await call({}, []), await call({}, [])]));
  });

  it("E-7 lets it take the last unit, pays it where it is not taken, and keeps it for no second redemption", async () => {
    const { vault, ethers, redeemer, other, components, at, signers } = use();
    const { bob, stranger } = signers;
    const unit = 2n * 10n ** 11n; // {share} one unit of `other`
    const last = await takeStep({ vault }, components[at.other], 1n, stranger.address);
    const had = await other.balanceOf(bob);
    await redeem([], { shares: unit });
    expect(await other.balanceOf(bob)).to.equal(had + 1n);
    await redeem([last], { shares: unit });
    expect(await other.balanceOf(stranger)).to.equal(1n);
    await redeem([last], { shares: 2n * unit }); // one taken, one paid
    expect([await other.balanceOf(stranger), await other.balanceOf(bob)]).to.deep.equal([
      2n,
      had + 2n,
    ]);
    const nothing = await takeStep({ vault }, components[at.other], 0n, stranger.address);
    await expect(redeem([nothing]))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(redeemer, other, 0n, (left: bigint) => left > 0n);

    const many = await ethers.deployContract("HostileExecutor");
    const call = async (changes: Partial<IIndexVault.RedemptionStruct>, steps: Step[]) => ({
      target: await redeemer.getAddress(),
      data: redeemer.interface.encodeFunctionData("redeem", [
        await vault.getAddress(),
        await redemptionOf(changes),
        encodeSteps(steps),
      ]),
    });
    const steps = [await call({ shares: 2n * unit }, [last]), await call({ skip: 15n }, [last])];
    await expect(many.execute([], [], encodeSteps(steps)))
      .to.be.revertedWithCustomError(vault, "TakeNotAllowed")
      .withArgs(redeemer, other, 1n, 0n);
  });

  it("E-7 lets it take nothing once its callback has returned, though a component calls it while all is paid", async () => {
    const { vault, redeemer, callback, components, at, signers } = use();
    const later = components.findIndex((_, i) => i > at.callback);
    expect(later).to.be.above(at.callback);
    const step = await takeStep({ vault }, components[later], 1n, signers.stranger.address);
    const data = redeemer.interface.encodeFunctionData("onRedeem", [0n, [], encodeSteps([step])]);
    await callback.arm(redeemer, data);
    const refused = vault.interface.encodeErrorResult("TakeNotAllowed", [
      redeemer.target,
      components[later],
      1n,
      0n,
    ]);
    await expect(redeem([])).to.emit(callback, "CalledBack").withArgs(redeemer, false, refused);
  });

  it("A-1 holds the lock while it calls back, and lets no view of shares or holdings be read", async () => {
    const { vault, signers } = use();
    const face = vault.interface;
    const calls = [
      face.encodeFunctionData("redeem", [1n, signers.bob.address, signers.bob.address]),
      face.encodeFunctionData("claim", [signers.bob.address, signers.bob.address]),
      face.encodeFunctionData("transfer", [signers.bob.address, 1n]),
      face.encodeFunctionData("closeEpoch"),
      face.encodeFunctionData("totalSupply"),
      face.encodeFunctionData("holdings"),
      face.encodeFunctionData("previewIssue", [1n]),
    ];
    for (const data of calls) {
      await expect(
        redeem([{ target: vault.target as string, data }]),
      ).to.be.revertedWithCustomError(vault, "ReentrancyGuardReentrantCall");
    }
  });

  it("L-4 credits the claimant with what cannot be paid, and takes what can", async () => {
    const { vault, redeemer, odd, at, signers } = use();
    const amounts = [...(await vault.previewRedeem(SHARES))];
    const due = amounts[at.odd];
    await odd.setRefused(signers.bob);
    await odd.setTransferFault(TRANSFER.refuse);
    const half = await take(at.odd, signers.stranger.address, (amount) => amount / 2n);
    await expect(redeem([half]))
      .to.emit(vault, "SharesRedeemed")
      .withArgs(redeemer, signers.bob, redeemer, SHARES, 1n, amounts.with(at.odd, due / 2n));
    expect(await odd.balanceOf(signers.stranger)).to.equal(due / 2n);
    expect(await vault.claimOf(odd, signers.keeper)).to.deep.equal([due - due / 2n, 0n]);
    expect(await vault.owed(odd)).to.deep.equal([due - due / 2n, 0n]);
    const rest = (await odd.balanceOf(vault)) - (due - due / 2n);
    expect((await vault.previewRedeem(await vault.totalSupply()))[at.odd]).to.equal(rest);
  });

  it("L-4 credits in shares what is unreadable afterwards, and refuses that of what was taken from", async () => {
    const { vault, odd, at, signers } = use();
    const data = odd.interface.encodeFunctionData("setReadFault", [READ.revert]);
    const break_ = { target: odd.target as string, data };
    const some = await take(at.odd, signers.stranger.address, (amount) => amount / 2n);
    await expect(redeem([some, break_]))
      .to.be.revertedWithCustomError(vault, "ComponentFell")
      .withArgs(odd, await odd.balanceOf(vault), 0n);
    await redeem([break_]);
    expect(await vault.claimOf(odd, signers.keeper)).to.deep.equal([0n, SHARES]);
    await redeem([]);
    expect(await vault.claimOf(odd, signers.keeper)).to.deep.equal([0n, 2n * SHARES]);
  });

  it("V-1 V-6 gives no more than the part of what is left, where a component falls within the callback", async () => {
    const { vault, odd, at, signers } = use();
    const shares = 300n * WAD; // of 1,000
    const held = await odd.balanceOf(vault);
    const data = odd.interface.encodeFunctionData("seize", [vault.target, held / 2n]);
    const halve = { target: odd.target as string, data };
    const { components } = await vault.basket(1n);
    for (const amount of [1n, (held * 3n) / 10n]) {
      const taken = await takeStep({ vault }, components[at.odd], amount, signers.stranger.address);
      for (const steps of [
        [halve, taken],
        [taken, halve],
      ]) {
        await expect(redeem(steps, { shares })).to.be.revertedWithCustomError(
          vault,
          "ComponentFell",
        );
      }
    }
    const had = await odd.balanceOf(signers.bob);
    await redeem([halve], { shares });
    const got = (await odd.balanceOf(signers.bob)) - had;
    expect(got).to.equal(floorPart(held - held / 2n, shares, 1_000n * WAD));
  });

  it("V-1 L-4 leaves another's claim alone where a component falls within the callback", async () => {
    const { vault, odd, signers } = use();
    await odd.setRefused(signers.stranger);
    await odd.setTransferFault(TRANSFER.refuse);
    await vault.connect(signers.alice).redeem(300n * WAD, signers.stranger, signers.alice);
    await odd.setTransferFault(TRANSFER.none);
    const [owed] = await vault.owed(odd);
    const fall = (await odd.balanceOf(vault)) - owed; // all but what is owed
    const data = odd.interface.encodeFunctionData("seize", [vault.target, fall]);
    await redeem([{ target: odd.target as string, data }], { shares: 300n * WAD });
    expect(await odd.balanceOf(vault)).to.equal(owed);
  });

  it("G-1 takes nothing to the vault itself: what is said to be paid has left", async () => {
    const { vault, at } = use();
    await expect(
      redeem([await take(at.usdc, vault.target as string)]),
    ).to.be.revertedWithCustomError(vault, "VaultAsReceiver");
  });

  it("L-3 calls nothing of what is skipped", async () => {
    const { vault, redeemer, callback, at, signers } = use();
    const skip = 1n << BigInt(at.callback);
    await callback.arm(vault, "0x");
    const offered = [...(await vault.previewRedeem(SHARES))].with(at.callback, 0n);
    const transaction = await redeem([], { skip });
    await expect(transaction).to.emit(redeemer, "CalledBack").withArgs(vault, SHARES, offered);
    await expect(transaction).not.to.emit(callback, "CalledBack");
    expect(await vault.claimOf(callback, signers.keeper)).to.deep.equal([0n, SHARES]);
  });

  it("L-3 takes with capped gas: a component that burns it fails, and the others go on", async () => {
    const { vault, odd, at, signers } = use();
    await odd.setTransferFault(TRANSFER.burnGas);
    const due = (await vault.previewRedeem(SHARES))[at.odd];
    await expect(redeem([await take(at.odd, signers.stranger.address)]))
      .to.be.revertedWithCustomError(vault, "TakeFailed")
      .withArgs(odd, signers.stranger, due);
    await redeem([await take(at.usdc, signers.stranger.address)]);
    expect((await vault.claimOf(odd, signers.keeper)).amount > 0n).to.equal(true);
  });

  it("V-12 keeps to minimums and to the basket, with or without them", async () => {
    const { vault, at } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    await expect(redeem([], { basketId: 0n }))
      .to.be.revertedWithCustomError(vault, "BasketMismatch")
      .withArgs(0n, 1n);
    await expect(
      redeem([], { minAmounts: due.with(at.odd, due[at.odd] + 1n) }),
    ).to.be.revertedWithCustomError(vault, "InsufficientComponentOut");
    await redeem([], { minAmounts: due });
  });

  it("V-13 counts nothing of what is taken toward a minimum, and the rest that the vault pays", async () => {
    const { vault, odd, at, signers } = use();
    const due = [...(await vault.previewRedeem(SHARES))];
    const rest = due[at.odd] - due[at.odd] / 3n;
    for (const to of [signers.stranger.address, signers.bob.address]) {
      const third = await take(at.odd, to, (amount) => amount / 3n);
      await expect(redeem([third], { minAmounts: due.with(at.odd, rest + 1n) }))
        .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
        .withArgs(odd, rest, rest + 1n);
      await expect(redeem([await take(at.odd, to)], { minAmounts: due.with(at.odd, 1n) }))
        .to.be.revertedWithCustomError(vault, "InsufficientComponentOut")
        .withArgs(odd, 0n, 1n);
    }
    const third = await take(at.odd, signers.stranger.address, (amount) => amount / 3n);
    await redeem([third], { minAmounts: due.with(at.odd, rest) });
  });

  it("V-13 takes nothing by a transfer that moves nothing, and the rest of one that moves a part", async () => {
    const { vault, odd, at, signers } = use();
    const { bob, keeper, stranger } = signers;
    const due = (await vault.previewRedeem(SHARES))[at.odd];
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveNothing);
    await expect(redeem([await take(at.odd, stranger.address)]))
      .to.be.revertedWithCustomError(vault, "TakeFailed")
      .withArgs(odd, stranger, due);
    await odd.setTransferFault(TRANSFER.returnTrueAndMoveHalf);
    const had = await odd.balanceOf(bob);
    await redeem([await take(at.odd, stranger.address)]); // half of it; of the rest the receiver gets half
    const taken = due / 2n;
    const paid = (due - taken) / 2n;
    expect(await odd.balanceOf(stranger)).to.equal(taken);
    expect((await odd.balanceOf(bob)) - had).to.equal(paid);
    expect(await vault.claimOf(odd, keeper)).to.deep.equal([due - taken - paid, 0n]);
  });

  it("burns nobody's shares but the caller's, or by allowance", async () => {
    const { vault, redeemer, signers } = use();
    const owner = signers.alice.address;
    await expect(redeem([], { owner })).to.be.revertedWithCustomError(
      vault,
      "ERC20InsufficientAllowance",
    );
    await vault.connect(signers.alice).approve(redeemer, SHARES);
    await redeem([], { owner });
    expect(await vault.allowance(owner, redeemer)).to.equal(0n);
  });

  it("V-5 gives nobody a profit for what the callback donates", async () => {
    const { vault, usdc, signers } = use();
    const gift = 10n ** 12n;
    const held = await usdc.balanceOf(vault);
    const supply = await vault.totalSupply();
    const data = usdc.interface.encodeFunctionData("mint", [vault.target, gift]);
    const had = await usdc.balanceOf(signers.bob);
    await redeem([{ target: usdc.target as string, data }]);
    expect((await usdc.balanceOf(signers.bob)) - had).to.equal(
      floorPart(held + gift, SHARES, supply),
    );
  });
});
