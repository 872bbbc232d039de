import { expect } from "chai";

import { encodeLegsV4 } from "../fixtures/encodeLegsV4.ts";
import { uniswapV4Fixture } from "../fixtures/uniswapV4Fixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const ALL = 2n ** 255n;

describe("UniswapV4Executor's callback", () => {
  const use = useFixture(uniswapV4Fixture);

  /** What `unlockCallback` is given: a sale of a vault's alpha. */
  const asked = (): string => {
    const { ethers, tokenOf, executorV4 } = use();
    const side = (component: string) => [[component, ALL]];
    const data = encodeLegsV4([
      {
        fee: 3_000n,
        tickSpacing: 60n,
        sell: 0n,
        buy: 0n,
        amount: 1n,
        exactOutput: false,
        limit: 1n,
      },
    ]);
    const inputs = [side(tokenOf("alpha")), side(tokenOf("usdc")), data];
    const call = executorV4.interface.encodeFunctionData("execute", inputs as never);
    return ethers.dataSlice(call, 4);
  };

  it("R-2 is nobody's to call but the manager's", async () => {
    const { executorV4, signers } = use();
    await expect(executorV4.connect(signers.stranger).unlockCallback(asked()))
      .to.be.revertedWithCustomError(executorV4, "UnexpectedCaller")
      .withArgs(signers.stranger);
  });

  it("R-2 is not the manager's to call either unless a trade runs", async () => {
    const { ethers, signers, networkHelpers } = use();
    const { stranger } = signers;
    const deploy = () => ethers.deployContract("UniswapV4Executor", [stranger]);
    await networkHelpers.setCode(stranger.address, "0x00");
    const executor = await deploy();
    await networkHelpers.setCode(stranger.address, "0x");
    await expect(executor.connect(stranger).unlockCallback(asked()))
      .to.be.revertedWithCustomError(executor, "UnexpectedCaller")
      .withArgs(stranger);
    await expect(deploy()).to.be.revertedWithCustomError(executor, "NoCode").withArgs(stranger);
  });

  it("R-2 a leg is nobody's to do but its own", async () => {
    const { executorV4, signers, vault, tokenOf } = use();
    const leg = {
      fee: 3_000n,
      tickSpacing: 60n,
      sell: 0n,
      buy: 0n,
      amount: 1n,
      exactOutput: false,
      sqrtPriceLimitX96: 1n,
    };
    const task = {
      vault,
      sold: tokenOf("alpha"),
      bought: tokenOf("usdc"),
      maxPaid: ALL,
      maxReceived: ALL,
      residual: tokenOf("usdc"),
      delta: 0n,
    };
    await expect(executorV4.connect(signers.stranger).swapLeg(leg, task))
      .to.be.revertedWithCustomError(executorV4, "UnexpectedCaller")
      .withArgs(signers.stranger);
  });
});
