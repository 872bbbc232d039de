import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import { expect } from "chai";
import { MaxUint256 } from "ethers";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { encodeSteps, takeStep } from "../fixtures/hostileRoute.ts";
import { DAY, WAD } from "../fixtures/indexFixture.ts";
import { VaultModel } from "../fixtures/model/VaultModel.ts";
import type { Behaviour } from "../fixtures/model/VaultModel.ts";
import { oddFixture, READ, TRANSFER } from "../fixtures/oddFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const NIGHTLY = process.env.SHEAF_NIGHTLY === "true";
const FIRST = Number(process.env.SHEAF_SEED ?? "1");
const [SEQUENCES, STEPS] = NIGHTLY ? [60, 250] : [4, 60];
const RATE = 965_855_132n; // D18{1/s}
const FEE = 7_777n; // {1e6}
const PEOPLE = ["alice", "bob", "keeper", "redeemer"] as const;
const BEHAVIOURS: readonly Behaviour[] = ["well", "well", "unreadable", "untransferable"];

type Person = (typeof PEOPLE)[number];

describe("IndexVault beside a model in whole numbers", () => {
  const use = useFixture(modelFixture);

  /** An index with both fees, three components that misbehave on demand, and a contract that redeems by callback. */
  async function modelFixture() {
    const fixture = await oddFixture();
    const { vault, ethers, signers, components, networkHelpers } = fixture;
    const redeemer = await ethers.deployContract("HostileRedeemer");
    await vault.connect(signers.bob).transfer(redeemer, 100n * WAD);
    for (const person of [signers.alice, signers.bob, signers.keeper]) {
      await vault.connect(person).approve(redeemer, MaxUint256);
      for (const component of components) {
        const token = await ethers.getContractAt("MockERC20", component);
        await token.mint(person, 10n ** 30n);
        await token.connect(person).approve(vault, MaxUint256);
      }
    }
    const timelock = await actAsTimelock(fixture);
    const recipients = [{ account: signers.guardian.address, portion: WAD }];
    const terms = { streamingRate: RATE, issuanceFee: FEE, recipients };
    await vault.connect(timelock).announceFees(terms);
    await networkHelpers.time.increase(7n * DAY);
    await vault.connect(timelock).setFees(terms);
    return { ...fixture, redeemer };
  }

  /** Addresses of the people, and of who gets fees and holds the locked shares. */
  async function addresses(): Promise<Record<Person | "guardian" | "vault", string>> {
    const { vault, redeemer, signers } = use();
    const { alice, bob, keeper, guardian } = signers;
    return {
      alice: alice.address,
      bob: bob.address,
      keeper: keeper.address,
      redeemer: await redeemer.getAddress(),
      guardian: guardian.address,
      vault: await vault.getAddress(),
    };
  }

  /** A model of the index as it is now. */
  async function modelOf(): Promise<VaultModel> {
    const { vault, ethers, components } = use();
    const balances = await Promise.all(
      components.map(async (component) =>
        (await ethers.getContractAt("MockERC20", component)).balanceOf(vault),
      ),
    );
    const model = new VaultModel(balances);
    const { accruedAt, undistributed } = await vault.feeState();
    [model.accruedAt, model.now, model.undistributed] = [accruedAt, accruedAt, undistributed];
    [model.streamingRate, model.issuanceFee] = [RATE, FEE];
    for (const [name, address] of Object.entries(await addresses())) {
      const held = name === "vault" ? await vault.lockedShares() : await vault.balanceOf(address);
      model.shares.set(name, held);
    }
    return model;
  }

  /** Everything in which chain and model could differ, side by side. */
  async function differences(model: VaultModel): Promise<string[]> {
    const { vault, ethers, components } = use();
    const found: string[] = [];
    const compare = (what: string, chain: unknown, expected: unknown): void => {
      const [told, due] = [String(chain), String(expected)];
      if (told !== due) found.push(`${what}: ${told}, not ${due}`);
    };
    const all = await addresses();
    compare("supply", await vault.totalSupply(), model.supply());
    const marked = [...model.claimed].reduce((bits, at) => bits | (1n << BigInt(at)), 0n);
    compare("positions with claims", await vault.claimedPositions(), marked);
    compare("undistributed", (await vault.feeState()).undistributed, model.undistributed);
    for (const name of [...PEOPLE, "guardian"] as const)
      compare(`shares of ${name}`, await vault.balanceOf(all[name]), model.shares.get(name));
    for (const [at, address] of components.entries()) {
      const token = await ethers.getContractAt("OddERC20", address);
      const { balance, owed, pending } = model.components[at];
      if (model.behaviours[at] !== "unreadable")
        compare(`balance ${at}`, await token.balanceOf(vault), balance);
      compare(`owed ${at}`, await vault.owed(address), [owed, pending]);
      for (const name of PEOPLE)
        compare(
          `claim ${at} of ${name}`,
          await vault.claimOf(address, all[name]),
          model.claimOf(name, at),
        );
    }
    return found;
  }

  for (let seed = FIRST; seed < FIRST + SEQUENCES; seed += 1) {
    it(`V-2 V-3 V-4 V-10 F-3 F-4 L-4 does to the unit what the model does, seed ${seed}`, async function () {
      this.timeout(STEPS * 4_000);
      const { vault, redeemer, ethers, signers, components, networkHelpers, at, odd, other } =
        use();
      const random = splitMix64(seed, 0);
      const pick = <item>(items: readonly item[]): item =>
        items[Number(random.between(0n, BigInt(items.length) - 1n))];
      const all = await addresses();
      const model = await modelOf();
      const odds = new Map([
        [at.odd, odd],
        [at.other, other],
      ]);
      const done = new Map<string, number>();

      const tick = async (): Promise<void> => {
        const wait = random.between(1n, pick([2n, 3_600n, 7n * DAY]));
        model.now = BigInt(await networkHelpers.time.latest()) + wait;
        await networkHelpers.time.setNextBlockTimestamp(model.now);
      };
      const sharesOf = (person: Person): bigint => {
        const held = model.shares.get(person) ?? 0n;
        return held === 0n ? 0n : random.between(1n, pick([1n, held / 3n + 1n, held]));
      };
      const skips = (): Set<number> =>
        new Set(components.map((_, i) => i).filter(() => random.between(0n, 4n) === 0n));
      const bitmap = (skip: ReadonlySet<number>): bigint =>
        [...skip].reduce((bits, i) => bits | (1n << BigInt(i)), 0n);

      const acts: Record<string, () => Promise<void>> = {
        async issue() {
          const person = pick(["alice", "bob", "keeper"] as const);
          const shares = random.between(1n, pick([10n, WAD, 500n * WAD]));
          await tick();
          const amounts = model.issue(person, shares);
          const maxima = components.map(() => MaxUint256);
          const call = vault.connect(signers[person]).issue(shares, all[person], 1n, maxima);
          if (amounts === undefined) await expect(call).to.revert(ethers);
          else await call;
        },
        async redeem() {
          const owner = pick(["alice", "bob", "keeper"] as const);
          const claimant = pick(PEOPLE);
          const shares = sharesOf(owner);
          if (shares === 0n) return;
          const skip = skips();
          await tick();
          const paid = model.redeem(owner, claimant, shares, skip);
          await expect(
            vault.connect(signers[owner]).redeemWith({
              ...{ shares, owner: all[owner], receiver: all.guardian, claimant: all[claimant] },
              ...{ basketId: 1n, minAmounts: [], skip: bitmap(skip) },
            }),
          )
            .to.emit(vault, "SharesRedeemed")
            .withArgs(all[owner], all.guardian, all[owner], shares, 1n, paid);
        },
        async redeemWithCallback() {
          const owner = pick(PEOPLE);
          const shares = sharesOf(owner);
          if (shares === 0n) return;
          const skip = skips();
          await tick();
          const paid = model.redeem(owner, owner, shares, skip);
          const steps = [];
          for (const [i, component] of components.entries()) {
            const amount = paid[i] === 0n ? 0n : random.between(0n, paid[i]);
            if (amount > 0n && random.between(0n, 1n) === 0n)
              steps.push(await takeStep({ vault }, component, amount, all.alice));
          }
          const redemption = {
            ...{ shares, owner: all[owner], receiver: all.guardian, claimant: all[owner] },
            ...{ basketId: 1n, minAmounts: [], skip: bitmap(skip) },
          };
          await expect(redeemer.redeem(vault, redemption, encodeSteps(steps)))
            .to.emit(vault, "SharesRedeemed")
            .withArgs(redeemer, all.guardian, all[owner], shares, 1n, paid);
        },
        async claim() {
          const person = pick(["alice", "bob", "keeper"] as const);
          const position = Number(random.between(0n, BigInt(components.length) - 1n));
          await tick();
          const paid = model.claim(person, position);
          const call = vault.connect(signers[person]).claim(components[position], all.guardian);
          if (paid === undefined) await expect(call).to.revert(ethers);
          else await call;
        },
        async settle() {
          const positions = skips();
          await tick();
          model.settle(positions);
          await vault.connect(signers.admin).settleClaims(bitmap(positions));
        },
        async transfer() {
          const [from, to] = [pick(["alice", "bob"] as const), pick(PEOPLE)];
          const shares = sharesOf(from);
          await tick();
          await vault.connect(signers[from]).transfer(all[to], shares);
          model.shares.set(from, (model.shares.get(from) ?? 0n) - shares);
          model.shares.set(to, (model.shares.get(to) ?? 0n) + shares);
        },
        async donate() {
          const position = Number(random.between(0n, BigInt(components.length) - 1n));
          const token = await ethers.getContractAt("MockERC20", components[position]);
          const amount = random.between(1n, pick([3n, 10n ** 9n, 10n ** 21n]));
          await tick();
          await token.mint(vault, amount);
          model.components[position].balance += amount;
        },
        async lose() {
          const [position, token] = pick([...odds]);
          const { balance } = model.components[position];
          const amount = random.between(0n, balance / pick([1n, 2n, 1_000n]));
          await tick();
          await token.seize(vault, amount);
          model.components[position].balance -= amount;
        },
        async misbehave() {
          const [position, token] = pick([...odds]);
          const behaviour = pick(BEHAVIOURS);
          await token.setReadFault(behaviour === "unreadable" ? READ.revert : READ.none);
          const fault = pick([TRANSFER.revert, TRANSFER.returnFalse, TRANSFER.burnGas]);
          await token.setTransferFault(behaviour === "untransferable" ? fault : TRANSFER.none);
          model.behaviours[position] = behaviour;
          model.now = BigInt(await networkHelpers.time.latest());
        },
        async distribute() {
          await tick();
          await vault.distributeFees();
          model.distribute("guardian");
        },
      };
      const names = Object.keys(acts);
      const often = [
        ...names,
        "issue",
        "redeem",
        "redeem",
        "redeemWithCallback",
        "claim",
        "claim",
        "settle",
      ];
      for (let step = 0; step < STEPS; step += 1) {
        const name = pick(often);
        await acts[name]();
        done.set(name, (done.get(name) ?? 0) + 1);
        expect(await differences(model), `after ${step} ${name}`).to.deep.equal([]);
      }
      expect(done.size, "kinds of acts done").to.be.greaterThan(names.length / 2);
    });
  }
});
