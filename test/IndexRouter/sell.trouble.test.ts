import { expect } from "chai";
import { concat } from "ethers";

import type { IIndexRouter } from "../../types/contracts/periphery/IndexRouter.js";
import { balancesOf } from "../fixtures/balancesOf.ts";
import { encodeSteps } from "../fixtures/hostileRoute.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { positionOf } from "../fixtures/positionOf.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const DOLLAR = 10n ** 6n; // {usdc}
const NOTHING = Array<bigint>(10).fill(0n);
const GAS_CAP = 2n ** 24n;

describe("IndexRouter.sell, in trouble", () => {
  const use = useFixture(routerFixture);

  async function sell(changes: Partial<IIndexRouter.SaleStruct> = {}, gasLimit = GAS_CAP) {
    const { vault, router, signers, sale } = use();
    const order = await sale(changes);
    await vault.connect(signers.alice).approve(router, order.shares);
    return router.connect(signers.alice).sell(order, { gasLimit });
  }

  const gasOf = async (sold: ReturnType<typeof sell>): Promise<bigint> =>
    (await (await sold).wait())!.gasUsed;

  it("L-3 pays no more than a leg's gas for a component that burns it where its pool reads it", async () => {
    const { odd, pools, vault, signers } = use();
    const quiet = await gasOf(sell());
    const due = (await vault.previewRedeem(10n * WAD))[await positionOf(vault, odd)];
    const had = await odd.balanceOf(signers.alice);
    await odd.setBurnedAt(pools.odd);
    await odd.setReadFault(READ.burnGas);
    const burnt = await gasOf(sell({ minUsdc: 179n * DOLLAR }));
    expect(burnt - quiet < 2_100_000n, `${quiet} ${burnt}`).to.equal(true);
    expect((await odd.balanceOf(signers.alice)) - had).to.equal(due);
  });

  it("starves no leg: with too little gas for one the sale reverts as a whole", async () => {
    const { router, vault, signers, sale } = use();
    const order = await sale({ minUsdc: 0n });
    await vault.connect(signers.alice).approve(router, order.shares);
    const quote = (gasLimit: bigint): Promise<bigint | undefined> =>
      router
        .connect(signers.alice)
        .sell.staticCall(order, { gasLimit })
        .catch(() => undefined);
    const full = await quote(GAS_CAP);
    let least = 0n;
    for (let gasLimit = 3_400_000n; gasLimit >= 2_000_000n; gasLimit -= 50_000n) {
      const got = await quote(gasLimit);
      if (got === undefined) least = least > gasLimit ? least : gasLimit;
      else expect(got, `${gasLimit}`).to.equal(full);
    }
    expect(least > 0n, "the sweep reached the limit").to.equal(true);
  });

  it("R-1 hands WETH that its own pool does not take to the seller", async () => {
    const fixture = use();
    const { maker, pools, router, ethers, weth, signers } = fixture;
    const face = ["function liquidity() view returns (uint128)"];
    const contract = new ethers.Contract(pools.weth, face, ethers.provider);
    const last = 887_270; // the pool's last tick
    await maker.withdraw(pools.weth, -last, last, (await contract.liquidity()) as bigint);
    const of = async (account: string) => (await weth.balanceOf(account)) as bigint;
    const had = await of(signers.alice.address);
    await sell({ minUsdc: 0n });
    expect((await of(signers.alice.address)) > had).to.equal(true);
    expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
  });

  it("R-3 sells no more than is due, whichever component a leg names twice", async () => {
    const fixture = use();
    const { legs, odd, vault, router, market } = fixture;
    const cheap = market.names.get("alpha")!.token;
    const [one, two] = await Promise.all([odd, cheap].map((token) => positionOf(vault, token)));
    for (const twice of [legs().with(one, legs()[two]), legs().with(two, legs()[one])]) {
      const held = await balancesOf(fixture, vault);
      const due = [...(await vault.previewRedeem(10n * WAD))];
      await sell({ legs: twice, minUsdc: 0n });
      const now = await balancesOf(fixture, vault);
      expect(held.map((amount, i) => amount - now[i])).to.deep.equal(due);
      expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
    }
  });

  it("refuses a leg that names USDC out of its place", async () => {
    const { legs, usdc, odd, vault } = use();
    const [one, two] = await Promise.all([odd, usdc].map((token) => positionOf(vault, token)));
    const wrong = legs().with(one, legs()[two]);
    await expect(sell({ legs: wrong, minUsdc: 0n })).to.be.revertedWithCustomError(
      vault,
      "TakeNotAllowed",
    );
  });

  for (const [name, fault] of Object.entries(TRANSFER).filter(([fault]) =>
    /Move|fee/.test(fault),
  )) {
    it(`V-3 G-1 says what left the vault and credits the rest of a component: ${name}`, async () => {
      const fixture = use();
      const { odd, vault, router, signers } = fixture;
      const at = await positionOf(vault, odd);
      const due = (await vault.previewRedeem(10n * WAD))[at];
      const held = await odd.balanceOf(vault);
      await odd.setBombSize(20_000n);
      await odd.setTransferFault(fault);
      const receipt = (await (await sell({ minUsdc: 179n * DOLLAR })).wait())!;
      const told = receipt.logs
        .filter(({ address }) => address === vault.target)
        .map((log) => vault.interface.parseLog(log))
        .find((log) => log?.name === "SharesRedeemed")!;
      const left = held - (await odd.balanceOf(vault));
      const [claim] = await vault.claimOf(odd, signers.alice);
      expect((told.args.amounts as bigint[])[at]).to.equal(left);
      expect(left + claim).to.equal(due);
      expect(await balancesOf(fixture, router)).to.deep.equal(NOTHING);
    });
  }

  it("R-2 leaves no right to call back to a vault that did not use it", async () => {
    const { ethers, usdc, weth, market } = use();
    const factory = await ethers.deployContract("MockIndexFactory", [usdc]);
    const router = await ethers.deployContract("IndexRouter", [factory, weth, market.factory]);
    const hostile = await ethers.deployContract("HostileVault");
    const caller = await ethers.deployContract("HostileExecutor");
    await usdc.mint(router, 5_000n * DOLLAR);
    await usdc.mint(caller, 1_000n * DOLLAR);
    const cash = concat([await usdc.getAddress(), `0x${"00".repeat(12)}`]);
    await hostile.demand([100n * DOLLAR], 0);
    const common = { vault: hostile.target, shares: WAD, receiver: caller.target };
    const order = { ...common, deadline: 2n ** 64n, basketId: 1n, legs: [cash] };
    const face = router.interface;
    const strike = face.encodeFunctionData("onIssue", [WAD, [100n * DOLLAR], cash]);
    const step = (contract: { target: unknown }, data: string) => ({
      target: contract.target as string,
      data,
    });
    for (const data of [
      face.encodeFunctionData("buy", [{ ...order, maxUsdc: 100n * DOLLAR }] as never),
      face.encodeFunctionData("sell", [{ ...order, minUsdc: 0n, skip: 0n }] as never),
    ]) {
      const steps = [
        step(
          usdc,
          usdc.interface.encodeFunctionData("approve", [await router.getAddress(), 100n * DOLLAR]),
        ),
        step(router, data),
        step(
          hostile,
          hostile.interface.encodeFunctionData("arm", [await router.getAddress(), strike, false]),
        ),
        step(
          hostile,
          hostile.interface.encodeFunctionData("issueWithCallback", [
            WAD,
            await caller.getAddress(),
            1n,
            "0x",
          ]),
        ),
      ];
      await expect(caller.execute([], [], encodeSteps(steps)))
        .to.be.revertedWithCustomError(router, "UnexpectedCallback")
        .withArgs(hostile);
    }
  });
});
