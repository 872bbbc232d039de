import { expect } from "chai";

import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

describe("IndexRouter and IndexLens, created", () => {
  const use = useFixture(routerFixture);

  it("R-2 want code at every address, and name the one that has none", async () => {
    const { router, lens, factory, weth, market, signers, ethers } = use();
    const { address } = signers.stranger;
    const parts = [factory, weth, market.factory] as const;
    for (const i of parts.keys())
      await expect(ethers.deployContract("IndexRouter", parts.with(i, address as never) as never))
        .to.be.revertedWithCustomError(router, "NoCode")
        .withArgs(address);
    await expect(ethers.deployContract("IndexLens", [address]))
      .to.be.revertedWithCustomError(lens, "NoCode")
      .withArgs(address);
  });
});
