import { expect } from "chai";

import { addComponents } from "../fixtures/addComponents.ts";
import { basketFixture, WEIGHTS } from "../fixtures/basketFixture.ts";
import type { Step } from "../fixtures/hostileRoute.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { READ } from "../fixtures/oddFixture.ts";
import { epochOrder } from "../fixtures/orders.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { withComponent } from "../fixtures/withComponent.ts";

const HELD = 500n * WAD; // {odd} worth $500, half of its target
const PRIZE = 450n * 10n ** 6n; // {usdc}

describe("IndexVault.trade of a component whose balance cannot be read for a while", () => {
  const use = useFixture(unreadableFixture);

  /** An epoch that wants a tenth in a dollar token of which the vault was given half of that since. */
  async function unreadableFixture() {
    const fixture = await basketFixture();
    const { vault, usdc, ethers, signers, networkHelpers } = fixture;
    const odd = await ethers.deployContract("OddERC20", [18]);
    await addComponents(fixture, [{ token: odd, tokenDecimals: 18 }]);
    await networkHelpers.time.increase(DAY / 2n);
    const plain = await epochOrder(fixture, { ...WEIGHTS, alpha: WEIGHTS.alpha - WAD / 20n });
    const cash = plain.components.indexOf(await usdc.getAddress());
    const rest = {
      ...plain,
      weights: plain.weights.with(cash, BigInt(plain.weights[cash]) - WAD / 10n),
    };
    const order = withComponent(rest, await odd.getAddress(), WAD / 10n);
    await vault.connect(signers.strategist).startEpoch(order);
    await odd.mint(vault, HELD);
    const hostile = await ethers.deployContract("HostileExecutor");
    return { ...fixture, odd, hostile };
  }

  const readStep = (fault: number): Step => {
    const { odd } = use();
    const data = odd.interface.encodeFunctionData("setReadFault", [fault]);
    return { target: odd.target as string, data };
  };
  async function buyOdd(...steps: Step[]) {
    const { vault, usdc, odd, hostile, signers } = use();
    const cash = await usdc.getAddress();
    const token = await odd.getAddress();
    return vault.connect(signers.keeper).trade({
      epochNumber: 2n,
      executor: hostile,
      sells: [{ position: await positionOf(vault, cash), amount: PRIZE }],
      buys: [{ position: await positionOf(vault, token), amount: 2n ** 255n }],
      data: encodeSteps([await takeStep(use(), cash, PRIZE, signers.stranger.address), ...steps]),
    });
  }

  it("E-3 E-6 pays nothing for what the vault had all along, hidden before the trade and shown after it", async () => {
    const { vault, odd } = use();
    await odd.setReadFault(READ.revert);
    await expect(buyOdd(readStep(READ.none)))
      .to.be.revertedWithCustomError(vault, "ComponentUnreadable")
      .withArgs(odd);
  });

  it("E-3 E-6 trades nothing whose balance is hidden when the trade is over", async () => {
    const { vault, odd } = use();
    await expect(buyOdd(readStep(READ.revert)))
      .to.be.revertedWithCustomError(vault, "ComponentUnreadable")
      .withArgs(odd);
  });
});
