import { expect } from "chai";
import { network } from "hardhat";

import { deploySheaf } from "../../deploy/deploySheaf.ts";
import type { SheafOptions } from "../../deploy/deploySheaf.ts";

const DAY = 86_400; // {s}

describe("deploySheaf", () => {
  /** Deploys on a chain of its own, with changes to good options. */
  async function deploy(changes: Partial<SheafOptions> = {}) {
    const { ethers, ignition } = await network.create();
    const [, admin, strategist, keeper, guardian] = await ethers.getSigners();
    const usdc = await ethers.deployContract("MockUSDC");
    return deploySheaf({
      ethers,
      ignition,
      usdc: await usdc.getAddress(),
      admin: admin.address,
      strategist: strategist.address,
      keeper: keeper.address,
      guardian: guardian.address,
      adminDelay: DAY,
      ...changes,
    });
  }
  const refusal = (changes: Partial<SheafOptions>): Promise<string> =>
    deploy(changes).then(
      () => "deployed",
      (error: Error) => error.message,
    );

  it("A-2 refuses an admin without a delay", async () => {
    expect(await refusal({ adminDelay: 0 })).to.match(/AdminDelayMissing/);
  });

  it("A-2 refuses one account as proposer and guardian", async () => {
    const { ethers } = await network.create();
    const [, admin] = await ethers.getSigners();
    expect(await refusal({ guardian: admin.address })).to.match(/RolesNotDisjoint/);
  });

  it("gives registry and factory one USDC", async () => {
    const { factory, registry } = await deploy();
    expect(await registry.usdc()).to.equal(await factory.usdc());
  });
});
