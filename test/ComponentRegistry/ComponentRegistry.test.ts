import { expect } from "chai";

import { bitsOf } from "../fixtures/bitsOf.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { wordsOf } from "../fixtures/wordsOf.ts";
import { registryFixture } from "./registryFixture.ts";

const STATUS = { unlisted: 0n, buyable: 1n, sellOnly: 2n, frozen: 3n } as const;

describe("ComponentRegistry", () => {
  const use = useFixture(registryFixture);

  /** Announces and carries out, behind the delay. */
  async function list(changes: Record<string, unknown> = {}): Promise<void> {
    const { admin, registry, listing, networkHelpers, signers } = use();
    const listings = [{ ...listing, ...changes }];
    await admin.announceListings(listings);
    await networkHelpers.time.increase(2n * DAY);
    await registry.connect(signers.stranger).list(listings);
  }

  describe("announceListings", () => {
    it("P-2 tells everybody what is coming, and from when on", async () => {
      const { admin, registry, listing, hashOf, networkHelpers } = use();
      const at = BigInt(await networkHelpers.time.latest()) + 10n;
      await networkHelpers.time.setNextBlockTimestamp(at);
      const hash = hashOf([listing]);
      await expect(admin.announceListings([listing]))
        .to.emit(registry, "ListingsAnnounced")
        .withArgs(hash, at + 2n * DAY, [Object.values(listing)]);
      expect(await registry.availableAt(hash)).to.equal(at + 2n * DAY);
      expect(await registry.LISTING_DELAY()).to.equal(2n * DAY);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.unlisted);
    });

    it("does not start an announcement's clock anew", async () => {
      const { admin, registry, listing, hashOf } = use();
      await admin.announceListings([listing]);
      await expect(admin.announceListings([listing]))
        .to.be.revertedWithCustomError(registry, "AlreadyAnnounced")
        .withArgs(hashOf([listing]));
    });
  });

  describe("cancelAnnouncement", () => {
    it("A-3 is the guardian's as well as the admin's", async () => {
      const { admin, registry, listing, hashOf, signers, networkHelpers } = use();
      const hash = hashOf([listing]);
      for (const by of [admin, registry.connect(signers.guardian)]) {
        await admin.announceListings([listing]);
        await expect(by.cancelAnnouncement(hash))
          .to.emit(registry, "AnnouncementCancelled")
          .withArgs(hash);
        await networkHelpers.time.increase(2n * DAY);
        await expect(registry.list([listing]))
          .to.be.revertedWithCustomError(registry, "NotAnnounced")
          .withArgs(hash);
      }
    });

    it("wants an announcement", async () => {
      const { admin, registry, listing, hashOf } = use();
      await expect(admin.cancelAnnouncement(hashOf([listing])))
        .to.be.revertedWithCustomError(registry, "NotAnnounced")
        .withArgs(hashOf([listing]));
    });
  });

  describe("list", () => {
    it("writes what was announced, and says it", async () => {
      const { admin, registry, listing, feed, networkHelpers, signers } = use();
      await admin.announceListings([listing]);
      await networkHelpers.time.increase(2n * DAY);
      await expect(registry.connect(signers.stranger).list([listing]))
        .to.emit(registry, "ComponentListed")
        .withArgs(listing.token, Object.values(listing));
      expect([...(await registry.component(listing.token))]).to.deep.equal([
        STATUS.buyable,
        false,
        true,
        12n,
        listing.slippage,
        await registry.NEW_WEIGHT(),
        listing.dust,
      ]);
      expect([...(await registry.feedOf(listing.token))]).to.deep.equal([
        feed.target,
        listing.heartbeat,
        22n, // decimals of token and feed together
        listing.minAnswer,
        listing.maxAnswer,
        false,
      ]);
      expect(await registry.changedAt(listing.token)).to.equal(await networkHelpers.time.latest());
    });

    it("P-2 waits the registry's own delay, to the second", async () => {
      const { admin, registry, listing, hashOf, networkHelpers } = use();
      await admin.announceListings([listing]);
      const from = BigInt(await networkHelpers.time.latest()) + 2n * DAY;
      await networkHelpers.time.setNextBlockTimestamp(from - 1n);
      await expect(registry.list([listing]))
        .to.be.revertedWithCustomError(registry, "ListingTooEarly")
        .withArgs(hashOf([listing]), from);
      await networkHelpers.time.setNextBlockTimestamp(from);
      await registry.list([listing]);
    });

    it("P-2 lets an announcement go stale", async () => {
      const { admin, registry, listing, hashOf, networkHelpers } = use();
      await admin.announceListings([listing]);
      const expiry = BigInt(await networkHelpers.time.latest()) + 16n * DAY;
      expect(await registry.LISTING_EXPIRY()).to.equal(14n * DAY);
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(expiry + 1n);
      await expect(registry.list([listing]))
        .to.be.revertedWithCustomError(registry, "ListingExpired")
        .withArgs(hashOf([listing]), expiry);
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(expiry);
      await registry.list([listing]);
    });

    it("P-2 carries out exactly what was announced, once", async () => {
      const { admin, registry, listing, hashOf, networkHelpers } = use();
      await admin.announceListings([listing]);
      await networkHelpers.time.increase(2n * DAY);
      for (const [field, value] of Object.entries(listing)) {
        const changed =
          typeof value === "bigint"
            ? value + 1n
            : typeof value === "boolean"
              ? !value
              : registry.target;
        const other = [{ ...listing, [field]: changed }];
        await expect(registry.list(other), field)
          .to.be.revertedWithCustomError(registry, "NotAnnounced")
          .withArgs(hashOf(other));
      }
      await expect(registry.list([listing, listing])).to.be.revertedWithCustomError(
        registry,
        "NotAnnounced",
      );
      await registry.list([listing]);
      await expect(registry.list([listing])).to.be.revertedWithCustomError(
        registry,
        "NotAnnounced",
      );
    });

    it("refuses a token or a feed without code, and says so of no other", async () => {
      const { registry, signers, networkHelpers, ethers } = use();
      await networkHelpers.setCode(signers.bob.address, "0x00");
      for (const field of ["token", "feed"]) {
        await expect(list({ [field]: signers.stranger.address }))
          .to.be.revertedWithCustomError(registry, "NoCode")
          .withArgs(signers.stranger);
        const mute = list({ [field]: signers.bob.address });
        await expect(mute, "no decimals").to.be.revertedWithoutReason(ethers);
      }
    });

    it("P-3 refuses more than 27 decimals of a token and more than 18 of a feed", async () => {
      const { registry, ethers } = use();
      const token = await ethers.deployContract("MockERC20", ["Fine", "FINE", 28]);
      const feed = await ethers.deployContract("MockAggregator", [19, "FINE / USD", 1n]);
      await expect(list({ token: token.target }))
        .to.be.revertedWithCustomError(registry, "DecimalsUnsupported")
        .withArgs(token, 28n);
      await expect(list({ feed: feed.target }))
        .to.be.revertedWithCustomError(registry, "DecimalsUnsupported")
        .withArgs(feed, 19n);
    });

    it("keeps every term within what any listing may say", async () => {
      const { registry, listing } = use();
      const out = [
        { heartbeat: 2n ** 24n },
        { slippage: WAD / 20n + 1n },
        { maxWeight: WAD + 1n },
        { heartbeat: 0n },
        { minAnswer: 0n },
        { minAnswer: listing.maxAnswer },
        { minAnswer: listing.maxAnswer + 1n },
      ];
      for (const changes of out) {
        await expect(list(changes), Object.keys(changes)[0])
          .to.be.revertedWithCustomError(registry, "ListingOutOfBounds")
          .withArgs(listing.token);
      }
      await list({
        slippage: WAD / 20n,
        maxWeight: WAD,
        minAnswer: listing.maxAnswer - 1n,
      });
      expect(await registry.MAX_SLIPPAGE()).to.equal(WAD / 20n);
    });

    it("lists a batch or nothing of it", async () => {
      const { admin, registry, listing, usdc, networkHelpers } = use();
      const listings = [listing, { ...listing, token: await usdc.getAddress(), heartbeat: 0n }];
      await admin.announceListings(listings);
      await networkHelpers.time.increase(2n * DAY);
      await expect(registry.list(listings))
        .to.be.revertedWithCustomError(registry, "ListingOutOfBounds")
        .withArgs(usdc);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.unlisted);
    });

    it("says of many what it says of each", async () => {
      const { registry, listing, signers, usdc } = use();
      await list();
      await registry.connect(signers.guardian).restrict(listing.token);
      const tokens = [listing.token, await usdc.getAddress(), signers.stranger.address];
      const components = await Promise.all(tokens.map((token) => registry.component(token)));
      const feeds = await Promise.all(tokens.map((token) => registry.feedOf(token)));
      expect(components.map(({ status }) => status)).to.include.members([
        STATUS.sellOnly,
        STATUS.unlisted,
      ]);

      const asked = await registry.startTerms(tokens);
      const starts = wordsOf(asked.words);
      expect(starts).to.have.lengthOf(tokens.length);
      expect(starts.map((word) => bitsOf(word, 0n, 64n))).to.deep.equal(
        components.map(({ maxWeight }) => maxWeight),
      );
      expect(starts.map((word) => bitsOf(word, 64n, 8n))).to.deep.equal(
        components.map(({ status }) => status),
      );
      expect(starts.map((word) => [bitsOf(word, 72n, 8n), word >> 80n])).to.deep.equal(
        components.map(({ stable, isNew }) => [BigInt(stable), BigInt(isNew)]),
      );

      const terms = await registry.tradeTerms(tokens);
      expect(terms).to.equal(asked.feeds);
      const words = wordsOf(terms);
      expect(words).to.have.lengthOf(2 * tokens.length);
      const trades = words.filter((_, at) => at % 2 === 0);
      expect(trades.map((word) => [bitsOf(word, 192n, 8n), word >> 200n])).to.deep.equal(
        components.map(({ status, slippage }) => [status, slippage]),
      );
      expect(trades.map((word) => [bitsOf(word, 0n, 160n), bitsOf(word, 160n, 24n)])).to.deep.equal(
        feeds.map(({ feed, heartbeat }) => [BigInt(feed), heartbeat]),
      );
      expect(trades.map((word) => [bitsOf(word, 184n, 7n), bitsOf(word, 191n, 1n)])).to.deep.equal(
        feeds.map(({ scale, further }) => [scale, BigInt(further)]),
      );
      const bands = words.filter((_, at) => at % 2 === 1);
      expect(bands.map((word) => [bitsOf(word, 0n, 128n), word >> 128n])).to.deep.equal(
        feeds.map(({ minAnswer, maxAnswer }) => [minAnswer, maxAnswer]),
      );
    });

    it("P-2 undoes neither a freeze nor a restriction that came after the announcement", async () => {
      const { admin, registry, listing, signers, networkHelpers } = use();
      await list();
      const looser = [{ ...listing, slippage: 2n }];
      for (const tighten of ["restrict", "freeze"] as const) {
        await admin.announceListings(looser);
        await networkHelpers.time.increase(DAY);
        await registry.connect(signers.guardian)[tighten](listing.token);
        const changedAt = BigInt(await networkHelpers.time.latest());
        await networkHelpers.time.increase(DAY);
        await expect(registry.list(looser))
          .to.emit(registry, "ListingSkipped")
          .withArgs(listing.token, use().hashOf(looser), changedAt);
        const { status, slippage } = await registry.component(listing.token);
        expect([status, slippage]).to.deep.equal([
          tighten === "freeze" ? STATUS.frozen : STATUS.sellOnly,
          listing.slippage,
        ]);
      }
    });

    it("P-2 does not undo a freeze of the very second of the announcement", async () => {
      const { admin, registry, listing, signers, networkHelpers, ethers } = use();
      await list();
      const looser = [{ ...listing, slippage: 2n }];
      await ethers.provider.send("evm_setAutomine", [false]);
      await admin.announceListings(looser);
      await registry.connect(signers.guardian).freeze(listing.token);
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const changedAt = BigInt(await networkHelpers.time.latest());
      expect(await registry.availableAt(use().hashOf(looser))).to.equal(changedAt + 2n * DAY);
      await networkHelpers.time.increase(2n * DAY);
      await expect(registry.list(looser))
        .to.emit(registry, "ListingSkipped")
        .withArgs(listing.token, use().hashOf(looser), changedAt);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.frozen);
    });

    it("makes a restricted or frozen component buyable again, behind a new announcement", async () => {
      const { registry, listing, signers } = use();
      await list();
      for (const tighten of ["restrict", "freeze"] as const) {
        await registry.connect(signers.guardian)[tighten](listing.token);
        await list();
        expect((await registry.component(listing.token)).status).to.equal(STATUS.buyable);
      }
    });
  });

  describe("restrict and freeze", () => {
    it("P-2 A-3 tighten at once", async () => {
      const { registry, listing, signers } = use();
      const guardian = registry.connect(signers.guardian);
      await list();
      await expect(guardian.restrict(listing.token))
        .to.emit(registry, "ComponentRestricted")
        .withArgs(listing.token, signers.guardian);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.sellOnly);
      await expect(guardian.freeze(listing.token))
        .to.emit(registry, "ComponentFrozen")
        .withArgs(listing.token, signers.guardian);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.frozen);
    });

    it("A-3 never loosen: a frozen component cannot be restricted", async () => {
      const { registry, listing, signers } = use();
      await list();
      await registry.connect(signers.guardian).freeze(listing.token);
      await expect(registry.connect(signers.guardian).restrict(listing.token))
        .to.be.revertedWithCustomError(registry, "NotListed")
        .withArgs(listing.token);
      expect((await registry.component(listing.token)).status).to.equal(STATUS.frozen);
    });

    it("count what is frozen, once each, until it is listed anew", async () => {
      const { registry, listing, signers } = use();
      const guardian = registry.connect(signers.guardian);
      await list();
      expect(await registry.frozenCount()).to.equal(0n);
      await guardian.restrict(listing.token);
      expect(await registry.frozenCount()).to.equal(0n);
      for (let i = 0; i < 2; i++) {
        await guardian.freeze(listing.token);
        expect(await registry.frozenCount()).to.equal(1n);
      }
      for (let i = 0; i < 2; i++) {
        await list();
        expect(await registry.frozenCount()).to.equal(0n);
      }
    });

    it("want a listed token", async () => {
      const { registry, token, signers } = use();
      for (const tighten of ["restrict", "freeze"] as const) {
        await expect(registry.connect(signers.guardian)[tighten](token))
          .to.be.revertedWithCustomError(registry, "NotListed")
          .withArgs(token);
      }
    });

    it("leave the feed and every other term as they are", async () => {
      const { registry, listing, signers } = use();
      await list();
      const [feed, before] = [
        await registry.feedOf(listing.token),
        await registry.component(listing.token),
      ];
      await registry.connect(signers.guardian).freeze(listing.token);
      expect(await registry.feedOf(listing.token)).to.deep.equal(feed);
      expect([...(await registry.component(listing.token))].slice(1)).to.deep.equal(
        [...before].slice(1),
      );
    });
  });

  it("wants a roles contract and a USDC with code", async () => {
    const { ethers, registry, signers, networkHelpers } = use();
    const [roles, usdc] = [signers.stranger.address, signers.bob.address];
    const deploy = () => ethers.deployContract("ComponentRegistry", [roles, usdc]);
    await expect(deploy()).to.be.revertedWithCustomError(registry, "NoCode").withArgs(roles);
    await networkHelpers.setCode(roles, "0x00");
    await expect(deploy()).to.be.revertedWithCustomError(registry, "NoCode").withArgs(usdc);
    await networkHelpers.setCode(usdc, "0x00");
    const created = await deploy();
    expect([await created.roles(), await created.usdc()]).to.deep.equal([roles, usdc]);
  });
});
