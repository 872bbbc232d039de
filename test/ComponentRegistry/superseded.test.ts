import { expect } from "chai";

import { DAY } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { registryFixture } from "./registryFixture.ts";

describe("ComponentRegistry.list, of what was superseded", () => {
  const use = useFixture(registryFixture);

  it("leaves out what an older announcement changed since, which a stranger carried out, and lists the others", async () => {
    const { admin, registry, listing, hashOf, signers, networkHelpers, market } = use();
    const stranger = registry.connect(signers.stranger);
    const alpha = market.names.get("alpha")!;
    const { feed, minAnswer, maxAnswer } = await registry.feedOf(alpha.token);
    const known = { ...listing, token: alpha.token, feed, minAnswer, maxAnswer };
    const older = [{ ...known, slippage: 3n }];
    const batch = [
      { ...known, slippage: 4n },
      { ...listing, slippage: 5n },
    ];
    await admin.announceListings(older);
    await admin.announceListings(batch);
    await networkHelpers.time.increase(2n * DAY);
    await stranger.list(older);
    const changedAt = BigInt(await networkHelpers.time.latest());
    await expect(stranger.list(batch))
      .to.emit(registry, "ListingSkipped")
      .withArgs(alpha.token, hashOf(batch), changedAt)
      .and.to.emit(registry, "ComponentListed")
      .withArgs(listing.token, Object.values(batch[1]));
    expect((await registry.component(alpha.token)).slippage).to.equal(3n);
    expect((await registry.component(listing.token)).slippage).to.equal(5n);
    expect(await registry.availableAt(hashOf(batch))).to.equal(0n);
  });

  it("lists a token once, where a batch names it twice", async () => {
    const { admin, registry, listing, networkHelpers } = use();
    const twice = [listing, { ...listing, slippage: 5n }];
    await admin.announceListings(twice);
    await networkHelpers.time.increase(2n * DAY);
    await expect(registry.list(twice)).to.emit(registry, "ListingSkipped");
    expect((await registry.component(listing.token)).slippage).to.equal(listing.slippage);
  });
});
