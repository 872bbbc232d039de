import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractTransactionResponse } from "ethers";
import { artifacts } from "hardhat";

import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { balancesOf } from "../fixtures/balancesOf.ts";
import type { Caller, KnownFunction } from "../fixtures/leaving/KnownFunction.ts";
import { KNOWN_FUNCTIONS, suiteOf } from "../fixtures/leaving/knownFunctions.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { floorPart } from "../fixtures/round.ts";
import type { RouterFixture } from "../fixtures/routerFixture.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const SHARES = 123n * WAD + 7n;
const RESTRICTED: readonly Caller[] = ["strategist", "keeper", "guardian", "timelock", "proposer"];

type Abi = readonly { type: string; name?: string; stateMutability?: string }[];
type Called = readonly [contract: string, name: string, known: KnownFunction];

const FUNCTIONS: readonly Called[] = Object.entries(KNOWN_FUNCTIONS).flatMap(([contract, known]) =>
  Object.entries(known).map(([name, way]): Called => [contract, name, way]),
);

/** Who stands for each caller. */
async function callers(fixture: RouterFixture): Promise<Record<Caller, HardhatEthersSigner>> {
  const { strategist, keeper, guardian, admin, bob, stranger } = fixture.signers;
  const timelock = await actAsTimelock(fixture);
  return { strategist, keeper, guardian, timelock, proposer: admin, anyone: bob, nobody: stranger };
}

describe("Leaving after every function of the suite", () => {
  const use = useFixture(routerFixture);

  async function call(
    signer: HardhatEthersSigner,
    [contract, name, { inputs }]: Called,
  ): Promise<ContractTransactionResponse> {
    const connected = suiteOf(use())[contract].connect(signer);
    const given = await inputs(use());
    return connected.getFunction(name)(...given) as Promise<ContractTransactionResponse>;
  }

  /** What a redemption of Alice's did not pay exactly: her part of each component, of one that was written off nothing. */
  async function leave(): Promise<string[]> {
    const { vault, signers, components } = use();
    const { alice, stranger } = signers;
    const [held, supply] = [await balancesOf(use(), vault, components), await vault.totalSupply()];
    const [listed] = await vault.basket(await vault.basketId());
    const due = (token: string, balance: bigint): bigint =>
      listed.includes(token) ? floorPart(balance, SHARES, supply) : 0n;
    const had = await balancesOf(use(), stranger, components);
    await vault.connect(alice).redeem(SHARES, stranger, alice);
    const has = await balancesOf(use(), stranger, components);
    return components.filter((token, i) => has[i] - had[i] !== due(token, held[i]));
  }

  it("A-2 L-2 the table knows every function that changes state, and none that is not there", async () => {
    const found: string[] = [];
    for (const qualified of await artifacts.getAllFullyQualifiedNames()) {
      const product =
        qualified.startsWith("contracts/") && !/^contracts\/(mocks|interfaces)\//.test(qualified);
      if (!product && !qualified.endsWith(":TimelockController")) continue;
      const { abi, bytecode, contractName } = await artifacts.readArtifact(qualified);
      if (bytecode === "0x") continue;
      for (const { type, name, stateMutability } of abi as Abi)
        if (type === "function" && stateMutability !== "view" && stateMutability !== "pure")
          found.push(`${contractName}.${name}`);
    }
    const known = FUNCTIONS.map(([contract, name]) => `${contract}.${name.split("(")[0]}`);
    expect(found.toSorted()).to.deep.equal(known.toSorted());
  });

  for (const called of FUNCTIONS) {
    const [contract, name, { by, prepare, call: special }] = called;
    it(`A-2 L-2 ${contract}.${name}, which ${by.join(" or ")} may call, stops no redemption`, async () => {
      const who = await callers(use());
      await prepare?.(use());
      if (!by.includes("anyone")) {
        for (const role of [...RESTRICTED, "nobody", "anyone"] as const) {
          if (role !== "nobody" && by.includes(role)) continue;
          await expect(call(who[role], called), role).to.revert(use().ethers);
        }
      }
      if (special !== undefined) await special(use());
      else if (!by.includes("nobody")) await call(who[by[0]], called);
      expect(await leave()).to.deep.equal([]);
    });
  }

  for (const role of RESTRICTED) {
    it(`L-2 everything that the ${role} may do, one after the other, stops no redemption`, async () => {
      const who = await callers(use());
      const refused: string[] = [];
      const own = FUNCTIONS.filter(([, , { by }]) => by.includes(role));
      const lastly = ([, , { givesUp }]: Called): number => Number(givesUp === true);
      for (const called of own.toSorted((a, b) => lastly(a) - lastly(b))) {
        await called[2].prepare?.(use()).catch(() => undefined); // what it needs may be there already
        await call(who[role], called).catch(() => refused.push(called[1]));
      }
      expect(refused).to.deep.equal([]);
      expect(own.length).to.be.greaterThan(0);
      expect(await leave()).to.deep.equal([]);
    });
  }
});
