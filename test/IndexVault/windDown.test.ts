import { expect } from "chai";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import { createIndex } from "../fixtures/createIndex.ts";
import { deliver } from "../fixtures/deliver.ts";
import { feeTerms, raiseFees } from "../fixtures/feeTerms.ts";
import { DAY, ROWS, WAD } from "../fixtures/indexFixture.ts";
import { epochOrder, fullTrade, REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";

const FOR_EVER = 2n ** 256n - 1n;
const NOTHING = { alpha: 0n, beta: 0n, gamma: 0n, delta: 0n, omega: 0n };

describe("IndexVault.windDown", () => {
  const use = useFixture(basketFixture);

  /** Winds the index down. */
  async function windDown() {
    const fixture = use();
    await fixture.vault.connect(await actAsTimelock(fixture)).windDown();
    return fixture;
  }

  it("A-2 is the admin's, once and for good", async () => {
    const { vault, signers } = use();
    for (const caller of [signers.guardian, signers.keeper, signers.strategist, signers.alice])
      await expect(vault.connect(caller).windDown()).to.be.revertedWithCustomError(
        vault,
        "MissingRole",
      );
    expect(await vault.windingDown()).to.equal(false);
    const timelock = await actAsTimelock(use());
    await expect(vault.connect(timelock).windDown()).to.emit(vault, "WindDownStarted");
    expect(await vault.windingDown()).to.equal(true);
    await expect(vault.connect(timelock).windDown()).to.be.revertedWithCustomError(
      vault,
      "IndexWindsDown",
    );
  });

  it("V-10 ends issuance for ever, whatever the guardian pauses", async () => {
    const { vault, signers, networkHelpers } = await windDown();
    expect(await vault.issuancePausedUntil()).to.equal(FOR_EVER);
    await expect(vault.connect(signers.guardian).pauseIssuance())
      .to.be.revertedWithCustomError(vault, "PauseTooEarly")
      .withArgs(FOR_EVER);
    await networkHelpers.time.increase(400n * DAY);
    const amounts = await deliver(use(), signers.bob, WAD);
    await expect(vault.connect(signers.bob).issue(WAD, signers.bob, 1n, amounts))
      .to.be.revertedWithCustomError(vault, "IssuanceIsPaused")
      .withArgs(FOR_EVER);
  });

  it("F-1 F-4 pays what fees there are and ends them, and what was announced", async () => {
    const fixture = use();
    const { vault, networkHelpers, signers } = fixture;
    await raiseFees(fixture, feeTerms([signers.stranger, signers.bob]));
    const timelock = await actAsTimelock(fixture);
    await vault.connect(timelock).announceFees(feeTerms([signers.stranger, signers.bob]));
    await networkHelpers.time.increase(100n * DAY);
    await expect(vault.connect(timelock).windDown())
      .to.emit(vault, "FeesDistributed")
      .and.to.emit(vault, "FeesSet");
    const told = (await vault.queryFilter(vault.filters.FeesSet())).at(-1)!.args[0];
    expect([told.streamingRate, told.issuanceFee, told.recipients.length]).to.deep.equal([
      0n,
      0n,
      2,
    ]);
    expect(await vault.balanceOf(signers.bob)).to.be.greaterThan(0n);
    const { streamingRate, issuanceFee, recipients } = await vault.feeTerms();
    expect([streamingRate, issuanceFee, recipients.length]).to.deep.equal([0n, 0n, 2]);
    const supply = await vault.totalSupply();
    await networkHelpers.time.increase(100n * DAY);
    expect(await vault.totalSupply()).to.equal(supply);
    await expect(
      vault.connect(timelock).setFees(feeTerms([signers.stranger, signers.bob])),
    ).to.be.revertedWithCustomError(vault, "FeesNotAnnounced");
    await expect(
      vault.connect(timelock).announceFees(feeTerms([signers.stranger, signers.bob])),
    ).to.be.revertedWithCustomError(vault, "IndexWindsDown");
  });

  it("E-2 leaves USDC as the only target, in every regime and every kind of index", async () => {
    const fixture = await windDown();
    const { vault, signers, networkHelpers, market } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    const start = vault.connect(signers.strategist).startEpoch;
    await expect(start(await epochOrder(fixture, WEIGHTS))).to.be.revertedWithCustomError(
      vault,
      "IndexWindsDown",
    );
    await expect(
      start(await epochOrder(fixture, { ...NOTHING, alpha: 1n })),
    ).to.be.revertedWithCustomError(vault, "IndexWindsDown");
    expect(fixture.creation.maxStableWeight).to.be.lessThan(WAD);
    await start(await epochOrder(fixture, NOTHING));
    const { kind, lossCap } = await vault.epoch();
    expect([kind, lossCap]).to.deep.equal([3n, fixture.creation.lossLimit]);
    expect((await vault.regime()).value).to.equal(REGIME.bull);
  });

  it("E-9 ends as USDC alone, which everybody redeems", async () => {
    const fixture = await windDown();
    const { vault, signers, networkHelpers, market, usdc } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, NOTHING));
    await vault.connect(signers.keeper).trade(await fullTrade(fixture));
    await vault.connect(signers.keeper).closeEpoch();
    await networkHelpers.time.increase(6n * DAY);
    await moveMarket(market, ROWS);
    await vault.connect(signers.strategist).startEpoch(await epochOrder(fixture, NOTHING));
    expect((await vault.basket(3n)).components).to.deep.equal([usdc.target]);
    const shares = await vault.balanceOf(signers.alice);
    const [due] = await vault.previewRedeem(shares);
    await vault.connect(signers.alice).redeem(shares, signers.alice, signers.alice);
    expect(await usdc.balanceOf(signers.alice)).to.equal(due);
    expect(due).to.be.greaterThan(0n);
  });

  it("E-9 ends an open epoch, whatever its state", async () => {
    const fixture = use();
    const { vault, signers, networkHelpers, market } = fixture;
    await networkHelpers.time.increase(7n * DAY);
    await moveMarket(market, ROWS);
    await vault
      .connect(signers.strategist)
      .startEpoch(await epochOrder(fixture, { ...NOTHING, alpha: WAD / 4n, beta: WAD / 4n }));
    const timelock = await actAsTimelock(fixture);
    await expect(vault.connect(timelock).windDown())
      .to.emit(vault, "EpochClosed")
      .withArgs(2n, false);
    expect((await vault.epoch()).open).to.equal(false);
    await expect(
      vault.connect(signers.keeper).trade(await fullTrade(fixture)),
    ).to.be.revertedWithCustomError(vault, "NoOpenEpoch");
  });

  it("E-2 holds an index that never had an epoch to USDC as well", async () => {
    const base = use();
    const vault = await createIndex(base);
    const fixture = { ...base, vault };
    await vault.connect(await actAsTimelock(base)).windDown();
    const start = vault.connect(base.signers.strategist).startEpoch;
    await expect(start(await epochOrder(fixture, WEIGHTS))).to.be.revertedWithCustomError(
      vault,
      "IndexWindsDown",
    );
    await start(await epochOrder(fixture, {}));
    expect((await vault.epoch()).kind).to.equal(3n);
  });

  it("E-1 keeps the interval between epochs, and the cool-down of the regime", async () => {
    const fixture = await windDown();
    const { vault, signers } = fixture;
    const start = vault.connect(signers.strategist).startEpoch;
    await expect(start(await epochOrder(fixture, NOTHING))).to.be.revertedWithCustomError(
      vault,
      "EpochTooEarly",
    );
    await expect(
      start(await epochOrder(fixture, NOTHING, { regime: REGIME.bear })),
    ).to.be.revertedWithCustomError(vault, "EpochTooEarly");
  });
});
