import { join } from "node:path";

import { expect } from "chai";

import type { ComponentRegistry, IndexVault, MockERC20 } from "../../../types/index.js";
import { lifeStage } from "./lifeStage.ts";
import type { LifeStage, Outcome } from "./lifeStage.ts";
import { NAMES, NEWCOMER } from "./marketFolder.ts";
import { silenceTransfers } from "./silenceTransfers.ts";

const WAD = 10n ** 18n;
const DOLLAR = 10n ** 6n; // {usdc}
const CREATION = 10_000n; // {usd}
const BUYABLE = 1n;
const FROZEN = 3n;
/** Component whose issuer pauses it, and that the guardian freezes: below the 2 % of NAV above which the keeper would hold. */
const TROUBLED = "name-20";
const INDEX = "TOP25";
const WIND_DOWN = 3n; // kind of epoch

describe("the life of an index on a node that poses as Base Sepolia, by sheaf and the keeper's code", function () {
  this.timeout(300_000);
  let stage: LifeStage;
  let vault: IndexVault;
  let registry: ComponentRegistry;
  let usdc: MockERC20;
  let troubled: MockERC20;
  let newcomer: string;

  before(async () => {
    stage = await lifeStage();
    succeeded(await stage.deploy());
    const { contracts, external } = await stage.book();
    registry = await stage.contract("ComponentRegistry", contracts.registry.address);
    usdc = await stage.contract("MockERC20", external.usdc);
    troubled = await stage.contract("MockERC20", await tokenOf(TROUBLED));
  });
  after(() => stage.end());

  async function tokenOf(id: string): Promise<string> {
    const { testMarket } = await stage.book();
    return testMarket!.tokens.find((token) => token.id === id)!.token;
  }

  function succeeded(outcome: Outcome): Outcome {
    expect(outcome.code, outcome.output).to.equal(0);
    return outcome;
  }

  function jsonOf<json>(outcome: Outcome): json {
    return JSON.parse(succeeded(outcome).out) as json;
  }

  /** Checks that events, state and shares agree, and that an epoch follows from what was published. */
  async function backedAndVerified(epoch: number): Promise<void> {
    const backing = succeeded(await stage.read("verify-backing", INDEX));
    expect(JSON.parse(backing.out)).to.deep.include({ differences: [], faults: [] });
    const verified = await stage.verify(epoch, await vault.getAddress());
    expect(verified.code, verified.output).to.equal(0);
  }

  const held = async (token: string): Promise<bigint> => {
    const contract = await stage.contract<MockERC20>("MockERC20", token);
    return contract.balanceOf(vault);
  };

  it("is created from USDC alone, with the locked shares apart", async () => {
    const creator = stage.addressOf("creator");
    succeeded(await stage.as("creator", "faucet", "--usdc", String(CREATION)));
    const created = await stage.as(
      ...(["creator", "index", "create", "--rules", "top-25", "--name", "Top 25"] as const),
      ...["--symbol", INDEX, "--usdc", String(CREATION)],
    );
    const { index } = jsonOf<{ index: string }>(created);
    vault = await stage.contract("IndexVault", index);
    expect(await usdc.balanceOf(vault)).to.equal(CREATION * DOLLAR);
    expect(await vault.totalSupply()).to.equal(100n * WAD);
    expect(await vault.balanceOf(creator)).to.equal(99n * WAD);
  });

  it("holds its 25 components after the keeper's first visit, and its first epoch is verified", async () => {
    const visit = jsonOf<{ entered: string[]; closed: string }>(await stage.visit(INDEX));
    expect(visit.closed).to.equal("settled");
    expect(visit.entered).to.have.members(NAMES);
    for (const id of NAMES) expect(await held(await tokenOf(id)), id).to.be.greaterThan(0n);
    const { number, open } = await vault.epoch();
    expect([number, open]).to.deep.equal([1n, false]);
    expect(await usdc.balanceOf(vault)).to.be.lessThan((CREATION * DOLLAR) / 50n);
    await backedAndVerified(1);
    const again = jsonOf<{ outcome: string }>(await stage.visit(INDEX));
    expect(again.outcome).to.equal("held");
    expect((await vault.epoch()).number).to.equal(1n);
  });

  it("is bought for what the quote says, in a block that the node mines by itself", async () => {
    const holder = stage.addressOf("holder");
    succeeded(await stage.as("holder", "faucet", "--usdc", "1000"));
    await stage.provider.send("evm_setAutomine", [false]);
    const bought = await stage.as("holder", "buy", INDEX, "--usdc", "500");
    await stage.provider.send("evm_setAutomine", [true]);
    const { shares, usdc: paid } = jsonOf<{ shares: string; usdc: string }>(bought);
    expect(await vault.balanceOf(holder)).to.equal(BigInt(shares));
    expect(await usdc.balanceOf(holder)).to.equal(1_000n * DOLLAR - BigInt(paid));
    expect(BigInt(paid)).to.be.within(490n * DOLLAR, 500n * DOLLAR);
    expect(BigInt(shares)).to.be.within(4n * WAD, 6n * WAD);
    const { router } = (await stage.book()).contracts;
    expect(await usdc.allowance(holder, router.address)).to.equal(0n);
  });

  it("is sold for at least the printed minimum", async () => {
    const holder = stage.addressOf("holder");
    const had = await usdc.balanceOf(holder);
    const sold = await stage.as("holder", "sell", INDEX, "--shares", "1");
    const { quote } = jsonOf<{ quote: { limit: string } }>(sold);
    const received = (await usdc.balanceOf(holder)) - had;
    expect(received).to.be.at.least(BigInt(quote.limit));
    expect(received).to.be.greaterThan(95n * DOLLAR);
  });

  it("L-4 is left in kind with one component frozen, which is claimed once its issuer lets it move", async () => {
    const holder = stage.addressOf("holder");
    const token = await troubled.getAddress();
    const endPause = await silenceTransfers(stage.provider, token);
    succeeded(await stage.as("guardian", "admin", "listing", "freeze", "--token", token));
    expect((await registry.component(token)).status).to.equal(FROZEN);

    const had = await vault.balanceOf(holder);
    const share = ((await troubled.balanceOf(vault)) * WAD) / (await vault.totalSupply());
    const redeemed = succeeded(await stage.as("holder", "redeem", INDEX, "--shares", "1"));
    expect(redeemed.errors).to.include("would stay claims of yours");
    expect(await vault.balanceOf(holder)).to.equal(had - WAD);
    for (const id of NAMES.filter((name) => name !== TROUBLED)) {
      const component = await stage.contract<MockERC20>("MockERC20", await tokenOf(id));
      expect(await component.balanceOf(holder), id).to.be.greaterThan(0n);
    }
    expect(await troubled.balanceOf(holder)).to.equal(0n);
    const [owed] = await vault.claimOf(token, holder);
    expect(owed).to.equal(share);
    await backedAndVerified(1);

    expect((await stage.as("holder", "claim", INDEX)).code).to.equal(1);
    expect((await vault.claimOf(token, holder))[0]).to.equal(owed);
    await endPause();
    succeeded(await stage.as("holder", "claim", INDEX));
    expect(await troubled.balanceOf(holder)).to.equal(owed);
    expect((await vault.claimOf(token, holder))[0]).to.equal(0n);
  });

  it("waits for both delays before a newcomer to the top 25 is listed", async () => {
    const file = join(stage.folder, "newcomer.json");
    succeeded(await stage.as("creator", "market", "run", "--data", stage.data));
    const added = await stage.as("creator", "market", "add", "--data", stage.data);
    const [{ id, token, feed }] = jsonOf<{ added: { id: string; token: string; feed: string }[] }>(
      added,
    ).added;
    expect(id).to.equal(NEWCOMER);
    expect(await tokenOf(NEWCOMER)).to.equal(token);
    newcomer = token;
    const proposed = await stage.as(
      ...(["creator", "admin", "listing", "propose", "--token", token, "--feed", feed] as const),
      ...["--max-weight", "3200", "--out", file],
    );
    succeeded(proposed);
    expect(await registry.isProbed(token)).to.equal(true);

    const announce = ["admin", "listing", "announce", "--proposal", file];
    expect((await stage.as("holder", ...announce)).code).to.equal(2);
    succeeded(await stage.as("admin", ...announce));
    succeeded(await stage.as("holder", "admin", "listing", "list"));
    expect((await registry.component(token)).status).to.equal(0n);
    for (let delay = 0; delay < 2; delay += 1) {
      succeeded(await stage.pass(2));
      succeeded(await stage.as("holder", "admin", "listing", "list"));
    }
    expect((await registry.component(token)).status).to.equal(BUYABLE);
    succeeded(await stage.as("holder", "book", "publish"));
  });

  it("buys the newcomer in the next epoch, and neither buys nor sells what is frozen", async () => {
    const frozen = await troubled.balanceOf(vault);
    succeeded(await stage.pass(3));
    const visit = jsonOf<{ entered: string[]; left: string[]; closed: string }>(
      await stage.visit(INDEX),
    );
    expect(visit).to.deep.include({ entered: [NEWCOMER], closed: "settled" });
    expect(await held(newcomer)).to.be.greaterThan(0n);
    expect(await troubled.balanceOf(vault)).to.equal(frozen);
    expect((await vault.epoch()).number).to.equal(2n);
    const [tokens] = await vault.basket(await vault.basketId());
    expect(tokens).to.include(newcomer);
    await backedAndVerified(2);
  });

  it("writes the frozen component off after its 14 days, and not before", async () => {
    const token = await troubled.getAddress();
    const index = await vault.getAddress();
    const [before] = await vault.basket(await vault.basketId());
    const write = ["admin", "write-off", "--vault", index, "--component", token];
    succeeded(await stage.as("admin", ...write));
    succeeded(await stage.pass(3));
    const early = succeeded(await stage.as("holder", "admin", "execute"));
    expect(early.errors).to.include("can be written off from");
    expect((await vault.basket(await vault.basketId()))[0]).to.deep.equal(before);

    succeeded(await stage.pass(4));
    succeeded(await stage.as("holder", "admin", "execute"));
    const [left] = await vault.basket(await vault.basketId());
    expect(left).to.deep.equal(before.filter((one) => one !== token));
    await backedAndVerified(2);
  });

  it("is wound down: the keeper sells everything that is listed, and issuance ends for ever", async () => {
    const index = await vault.getAddress();
    succeeded(await stage.as("admin", "admin", "wind-down", "--vault", index));
    expect(await vault.windingDown()).to.equal(false);
    succeeded(await stage.pass(2));
    succeeded(await stage.as("holder", "admin", "execute"));
    expect(await vault.windingDown()).to.equal(true);

    const visit = jsonOf<{ closed: string }>(await stage.visit(INDEX));
    expect(visit.closed).to.equal("settled");
    expect((await vault.epoch()).kind).to.equal(WIND_DOWN);
    expect(await held(newcomer)).to.equal(0n);
    const [tokens] = await vault.basket(await vault.basketId());
    const holdings = await vault.holdings();
    const rest = tokens.filter((_, at) => holdings[at] > 0n);
    expect(rest).to.deep.equal([await usdc.getAddress()]);
    await backedAndVerified(3);
    const refused = await stage.as("holder", "buy", INDEX, "--usdc", "100");
    expect(refused.code, refused.output).to.equal(1);
  });

  it("L-1 is left by all its holders, with the USDC of their shares; only the locked shares remain", async () => {
    const people = ["holder", "creator"] as const;
    for (const person of people) {
      const account = stage.addressOf(person);
      const shares = await vault.balanceOf(account);
      const had = await usdc.balanceOf(account);
      const due = ((await usdc.balanceOf(vault)) * shares) / (await vault.totalSupply());
      const leave = person === "holder" ? "sell" : "redeem";
      succeeded(await stage.as(person, leave, INDEX, "--shares", "all"));
      expect(await vault.balanceOf(account)).to.equal(0n);
      expect((await usdc.balanceOf(account)) - had).to.equal(due);
    }
    expect(await vault.totalSupply()).to.equal(WAD);
    await backedAndVerified(3);
  });
});
