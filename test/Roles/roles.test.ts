import { expect } from "chai";
import type { BaseContract } from "ethers";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { indexFixture } from "../fixtures/indexFixture.ts";
import { REGIME } from "../fixtures/orders.ts";
import { useFixture } from "../fixtures/useFixture.ts";

type Holder = "admin" | "strategist" | "keeper" | "guardian" | "proposer";
type Row = {
  readonly on: "vault" | "registry" | "roles";
  readonly call: string;
  readonly by: readonly Holder[];
};

/** Every restricted function, and who alone may call it. The admin is the timelock. */
const TABLE: readonly Row[] = [
  { on: "vault", call: "startEpoch", by: ["strategist"] },
  { on: "vault", call: "trade", by: ["keeper"] },
  { on: "vault", call: "pauseIssuance", by: ["guardian"] },
  { on: "vault", call: "pauseTrading", by: ["guardian"] },
  { on: "vault", call: "blockSigner", by: ["guardian"] },
  { on: "vault", call: "unblockSigner", by: ["admin"] },
  { on: "vault", call: "announceFees", by: ["admin"] },
  { on: "vault", call: "cancelFees", by: ["admin", "guardian"] },
  { on: "vault", call: "setFees", by: ["admin"] },
  { on: "vault", call: "windDown", by: ["admin"] },
  { on: "vault", call: "writeOff", by: ["admin"] },
  { on: "vault", call: "clearFlag", by: ["admin"] },
  { on: "registry", call: "announceListings", by: ["admin"] },
  { on: "registry", call: "cancelAnnouncement", by: ["admin", "guardian"] },
  { on: "registry", call: "tighten", by: ["guardian"] },
  { on: "registry", call: "restrict", by: ["guardian"] },
  { on: "registry", call: "freeze", by: ["guardian"] },
  { on: "roles", call: "cancel", by: ["guardian"] },
  { on: "roles", call: "giveNotice", by: ["proposer"] },
  { on: "roles", call: "withdrawNotice", by: ["proposer"] },
  { on: "roles", call: "grantRole", by: ["admin"] },
  { on: "roles", call: "revokeRole", by: ["admin"] },
];

/** Functions that anyone may call: they ask for shares, for a delay or for the caller's own, never for a role. */
const OPEN: Readonly<Record<Row["on"], readonly string[]>> = {
  vault: [
    "approve",
    "claim",
    "closeEpoch",
    "distributeFees",
    "settleClaims",
    "initialize",
    "issue",
    "issueWithCallback",
    "permit", // of ERC-2612
    "permit", // of ERC-7597
    "redeem",
    "redeemWith",
    "redeemWithCallback",
    "take",
    "transfer",
    "transferFrom",
  ],
  registry: ["list", "probe", "publishBook"],
  roles: ["renounceRole", "removeGuardian"],
};

describe("Roles", () => {
  const use = useFixture(indexFixture);

  function inputs(): Record<string, readonly unknown[]> {
    const { usdc, signers, ethers } = use();
    const zero = ethers.ZeroHash;
    const order = {
      components: [],
      weights: [],
      regime: REGIME.bull,
      snapshotHash: zero,
      rulesHash: zero,
      deadline: 0n,
    };
    const trade = {
      epochNumber: 0n,
      executor: signers.stranger.address,
      sells: [],
      buys: [],
      data: "0x",
    };
    const freeTerms = {
      streamingRate: 0n,
      issuanceFee: 0n,
      recipients: [{ account: signers.bob.address, portion: 10n ** 18n }],
    };
    const limits = {
      heartbeat: 1n,
      minAnswer: 10n ** 8n,
      maxAnswer: 10n ** 8n,
      maxDivergence: 0n,
      slippage: 0n,
      maxWeight: 0n,
      dust: 0n,
    };
    return {
      startEpoch: [order],
      trade: [trade],
      pauseIssuance: [],
      pauseTrading: [],
      blockSigner: [signers.stranger.address],
      unblockSigner: [signers.stranger.address],
      cancel: [zero],
      giveNotice: [signers.guardian.address],
      withdrawNotice: [signers.guardian.address],
      announceFees: [freeTerms],
      cancelFees: [],
      setFees: [freeTerms],
      windDown: [],
      writeOff: [usdc.target],
      clearFlag: [usdc.target],
      announceListings: [[]],
      cancelAnnouncement: [zero],
      tighten: [usdc.target, limits],
      restrict: [usdc.target],
      freeze: [usdc.target],
      grantRole: [ethers.id("KEEPER_ROLE"), signers.stranger.address],
      revokeRole: [ethers.id("KEEPER_ROLE"), signers.keeper.address],
    };
  }

  it("A-2 refuses every restricted function to every account but the one whose it is", async () => {
    const fixture = use();
    const { ethers, signers, timelock } = fixture;
    const callers = {
      admin: await actAsTimelock(fixture),
      strategist: signers.strategist,
      keeper: signers.keeper,
      guardian: signers.guardian,
      proposer: signers.admin, // who may only schedule in the timelock
      deployer: signers.deployer,
      holder: signers.alice,
      stranger: signers.stranger,
    };
    const refusals = new Set(
      [
        "MissingRole(address,bytes32)",
        "AccessControlUnauthorizedAccount(address,bytes32)",
        "NotAllowed(address)",
      ].map((e) => ethers.id(e).slice(0, 10)),
    );
    const wrong: string[] = [];
    for (const { on, call, by } of TABLE) {
      const contract: BaseContract = fixture[on];
      const data = contract.interface.encodeFunctionData(call, inputs()[call]);
      for (const [name, account] of Object.entries(callers)) {
        const answer = await account
          .call({ to: await contract.getAddress(), data })
          .then(() => "0x")
          .catch((error: { data?: string }) => error.data ?? "");
        const refused = refusals.has(String(answer).slice(0, 10));
        if (refused === by.includes(name as Holder))
          wrong.push(`${on}.${call} by ${name}: ${answer}`);
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(await timelock.getMinDelay()).to.be.greaterThan(0n);
  });

  it("A-2 knows every function that changes state", () => {
    const fixture = use();
    for (const on of ["vault", "registry", "roles"] as const) {
      const names: string[] = [];
      fixture[on].interface.forEachFunction(
        ({ name, constant }) => void (constant || names.push(name)),
      );
      const known = [...TABLE.filter((row) => row.on === on).map(({ call }) => call), ...OPEN[on]];
      expect(names.toSorted(), on).to.deep.equal(known.toSorted());
    }
  });

  it("A-2 gives each role to one account, and no account two", async () => {
    const { roles, signers, timelock, ethers } = use();
    const holders = {
      [ethers.ZeroHash]: await timelock.getAddress(),
      [ethers.id("STRATEGIST_ROLE")]: signers.strategist.address,
      [ethers.id("KEEPER_ROLE")]: signers.keeper.address,
      [ethers.id("GUARDIAN_ROLE")]: signers.guardian.address,
    };
    for (const [role, holder] of Object.entries(holders)) {
      const granted = await roles.queryFilter(roles.filters.RoleGranted(role));
      expect(granted.map(({ args }) => args.account)).to.deep.equal([holder]);
      expect(await roles.getRoleAdmin(role)).to.equal(ethers.ZeroHash);
      for (const account of [
        ...Object.values(holders),
        signers.deployer.address,
        signers.admin.address,
      ]) {
        expect(await roles.hasRole(role, account)).to.equal(account === holder);
      }
    }
  });

  it("A-4 leaves the deployer nothing, in the roles as in the timelock", async () => {
    const { roles, timelock, signers, ethers } = use();
    const { deployer } = signers;
    for (const role of ["STRATEGIST_ROLE", "KEEPER_ROLE", "GUARDIAN_ROLE"]) {
      expect(await roles.hasRole(ethers.id(role), deployer), role).to.equal(false);
    }
    expect(await roles.hasRole(ethers.ZeroHash, deployer)).to.equal(false);
    for (const role of ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"]) {
      expect(await timelock.hasRole(ethers.id(role), deployer), role).to.equal(false);
    }
    expect(await timelock.hasRole(ethers.ZeroHash, deployer)).to.equal(false);
  });

  it("A-4 lets the timelock be changed by itself alone, which waits its own delay", async () => {
    const { timelock, signers, ethers } = use();
    const { admin, guardian, deployer } = signers;
    expect(await timelock.hasRole(ethers.ZeroHash, timelock)).to.equal(true);
    for (const account of [admin, guardian, deployer]) {
      expect(await timelock.hasRole(ethers.ZeroHash, account)).to.equal(false);
      await expect(timelock.connect(account).updateDelay(0n)).to.be.revertedWithCustomError(
        timelock,
        "TimelockUnauthorizedCaller",
      );
    }
    const call = [timelock.target, 0n, "0x", ethers.ZeroHash, ethers.ZeroHash] as const;
    const delay = await timelock.getMinDelay();
    await expect(timelock.connect(admin).schedule(...call, delay - 1n))
      .to.be.revertedWithCustomError(timelock, "TimelockInsufficientDelay")
      .withArgs(delay - 1n, delay);
  });

  it("A-2 lets the proposer propose, the guardian cancel, and neither the other", async () => {
    const { timelock, signers, ethers } = use();
    const { admin, guardian, strategist, keeper, stranger } = signers;
    const rights = {
      PROPOSER_ROLE: [admin],
      CANCELLER_ROLE: [] as (typeof admin)[], // but the roles contract, on a guardian's behalf
    };
    for (const [role, holders] of Object.entries(rights)) {
      for (const account of [admin, guardian, strategist, keeper, stranger]) {
        expect(
          await timelock.hasRole(ethers.id(role), account),
          `${role} ${account.address}`,
        ).to.equal(holders.includes(account));
      }
    }
    expect(await timelock.hasRole(ethers.id("EXECUTOR_ROLE"), ethers.ZeroAddress)).to.equal(true);
  });

  it("A-4 lets the admin give its power up for good, and holders leave all the same", async () => {
    const fixture = use();
    const { roles, vault, usdc, signers, ethers } = fixture;
    const timelockSigner = await actAsTimelock(fixture);
    await roles.connect(timelockSigner).renounceRole(ethers.ZeroHash, timelockSigner);
    await expect(
      roles.connect(timelockSigner).grantRole(ethers.id("KEEPER_ROLE"), signers.stranger),
    ).to.be.revertedWithCustomError(roles, "AccessControlUnauthorizedAccount");
    await vault.connect(signers.alice).redeem(10n ** 18n, signers.alice, signers.alice);
    expect(await usdc.balanceOf(signers.alice)).to.equal(10n * 10n ** 6n);
  });

  it("lets nobody renounce another's role", async () => {
    const { roles, signers, ethers } = use();
    await expect(
      roles.connect(signers.guardian).renounceRole(ethers.id("KEEPER_ROLE"), signers.keeper),
    ).to.be.revertedWithCustomError(roles, "AccessControlBadConfirmation");
  });

  it("is not created without a holder for each role, or with one holder for two", async () => {
    const { roles, timelock, signers, ethers } = use();
    const { strategist, keeper, guardian } = signers;
    const three = [strategist, keeper, guardian].map(({ address }) => address);
    const four = [await timelock.getAddress(), ...three];
    for (const i of four.keys()) {
      await expect(
        ethers.deployContract("Roles", four.with(i, ethers.ZeroAddress) as never),
      ).to.be.revertedWithCustomError(roles, "ZeroAddress");
    }
    for (const [i, j, offender] of [
      [1, 2, 1],
      [1, 3, 1],
      [2, 3, 2],
    ] as const) {
      await expect(ethers.deployContract("Roles", four.with(j, four[i]) as never))
        .to.be.revertedWithCustomError(roles, "RolesNotDisjoint")
        .withArgs(four[offender]);
    }
  });

  it("A-2 is not created with a timelock whose proposer is strategist, keeper or guardian", async () => {
    const { roles, timelock, signers, ethers } = use();
    const { admin, strategist, keeper, guardian } = signers;
    const three = [strategist, keeper, guardian];
    for (const i of three.keys())
      await expect(ethers.deployContract("Roles", [timelock, ...three.with(i, admin)] as never))
        .to.be.revertedWithCustomError(roles, "RolesNotDisjoint")
        .withArgs(admin);
  });

  it("is not created with a timelock that waits for nothing, or that has no code", async () => {
    const { roles, signers, ethers } = use();
    const { admin, strategist, keeper, guardian, stranger } = signers;
    const [zero, second] = await Promise.all(
      [0n, 1n].map((delay) =>
        ethers.deployContract("TimelockController", [delay, [admin], [], ethers.ZeroAddress]),
      ),
    );
    await expect(ethers.deployContract("Roles", [zero, strategist, keeper, guardian]))
      .to.be.revertedWithCustomError(roles, "AdminDelayMissing")
      .withArgs(zero);
    await expect(ethers.deployContract("Roles", [stranger, strategist, keeper, guardian]))
      .to.be.revertedWithCustomError(roles, "NoCode")
      .withArgs(stranger);
    await ethers.deployContract("Roles", [second, strategist, keeper, guardian]);
  });
});
