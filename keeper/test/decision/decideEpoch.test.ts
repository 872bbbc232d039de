import { expect } from "chai";
import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import { hashCanonical } from "@sheaf/sdk/rules/hashCanonical";
import { hashRules } from "@sheaf/sdk/rules/hashRules";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import { decideEpoch } from "../../src/decision/decideEpoch.ts";
import { UnknownComponentError } from "@sheaf/sdk/snapshot/errors";
import { WrongLeaderError } from "../../src/decision/errors.ts";
import { AS_OF, DAY, indexOf, inputsOf, listing, NOW, rules, tokenOf } from "./smallIndex.ts";
import type { Decision } from "../../src/decision/decideEpoch.ts";
import type { DecisionInputs } from "../../src/decision/decisionInputs.ts";

const CAPS = { a: 40, b: 30, c: 20, d: 10 };
const HELD = { "usd-coin": "0", a: "0.4", b: "0.3", c: "0.2", d: "0.1" };
const NEW = {
  epoch: {
    number: 0,
    open: false,
    kind: "first",
    startedAt: 0n,
    deadline: 0n,
    lossCap: 0n,
    loss: 0n,
    budgetNavPerShare: 0n,
  },
  regime: { value: "neutral", since: 0n },
} as const;

function wordsOf(decision: Decision): string[] {
  if (decision.kind === "hold") return [`hold: ${decision.reason}`];
  const byId = decision.targets.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return byId.map(({ id, weight, reason }) => `${id} ${formatDecimal(weight, 18, 3)} ${reason}`);
}

function decide(
  parts: Readonly<Record<string, string>>,
  changes: Partial<DecisionInputs> & { last?: number } = {},
  caps: Record<string, number> = CAPS,
): Decision {
  return decideEpoch(inputsOf(indexOf(parts), caps, changes));
}

describe("decideEpoch", () => {
  it("gives a new index its first basket", () => {
    const decision = decideEpoch(inputsOf(indexOf({ "usd-coin": "1" }, NEW), CAPS));
    expect(wordsOf(decision)).to.deep.equal([
      "a 0.400 enters",
      "b 0.300 enters",
      "c 0.200 enters",
      "d 0.100 enters",
      "usd-coin 0.000 settlement",
    ]);
    expect([decision.regime.regime, decision.regime.flipped]).to.deep.equal(["bull", true]);
  });

  it("submits components in ascending order, weights that sum to one, and the hashes of what it looked at", () => {
    const decision = decideEpoch(inputsOf(indexOf({ "usd-coin": "1" }, NEW), CAPS));
    if (decision.kind !== "start") throw new Error("it holds");
    const { order, snapshot } = decision;
    expect(order.components).to.deep.equal(["d", "c", "b", "a", "usd-coin"].map(tokenOf));
    expect(order.weights.reduce((sum, weight) => sum + weight, 0n)).to.equal(WAD);
    expect([order.snapshotHash, order.rulesHash]).to.deep.equal([
      hashCanonical(snapshot),
      hashRules(rules),
    ]);
    expect(order.deadline).to.equal(NOW + DAY);
  });

  it("holds inside the band", () => {
    expect(wordsOf(decide({ ...HELD, a: "0.41", b: "0.29" }))).to.deep.equal([
      "hold: inside the band",
    ]);
  });

  it("E-2 gives a new component no more than the registry allows now, and the rest to the others", () => {
    const limits = { d: { maxWeight: WAD / 50n } };
    const held = { ...HELD, d: "0" };
    const inputs = inputsOf(indexOf(held, {}, limits), CAPS);
    const listings = [...inputs.listings.filter(({ token }) => token !== tokenOf("d"))];
    const entering = { ...inputs, listings: [...listings, listing("d", limits.d)] };
    expect(wordsOf(decideEpoch(entering))).to.include("d 0.020 enters");
  });

  it("E-2 shares among new components what all of them may weigh together", () => {
    const isNew = { maxWeight: WAD / 25n, isNew: true } as const;
    const entering = (ids: readonly string[]) => {
      const inputs = inputsOf(indexOf({ ...HELD, d: "0" }, {}, { d: isNew }), CAPS);
      const others = inputs.listings.filter(({ token }) => !ids.map(tokenOf).includes(token));
      const listings = [...others, ...ids.map((id) => listing(id, isNew))];
      return wordsOf(decideEpoch({ ...inputs, listings }));
    };
    expect(entering(["d"])).to.include("d 0.040 enters");
    expect(entering(["d", "e"])).to.include("d 0.040 enters");
    expect(entering(["d", "e", "lead"])).to.include("d 0.033 enters");
  });

  it("starts no epoch to give a new component what the registry does not allow yet", () => {
    const limits = { d: { maxWeight: WAD / 50n } };
    const index = indexOf({ a: "0.4", b: "0.35", c: "0.23", d: "0.02" }, {}, limits);
    const inputs = inputsOf(index, CAPS);
    const listings = inputs.listings.filter(({ token }) => token !== tokenOf("d"));
    const known = { ...inputs, listings: [...listings, listing("d", limits.d)] };
    expect(wordsOf(decideEpoch(known))).to.deep.equal(["hold: inside the band"]);
  });

  it("does not depend on the order of rows, listings and ids", () => {
    const inputs = inputsOf(indexOf({ ...HELD, a: "0.1", d: "0.4" }), CAPS);
    const reversed = {
      ...inputs,
      reading: { ...inputs.reading, rows: inputs.reading.rows.toReversed() },
      listings: inputs.listings.toReversed(),
      components: new Map([...inputs.components].reverse()),
      routes: new Map([...inputs.routes].reverse()),
    };
    expect(decideEpoch(reversed)).to.deep.equal(decideEpoch(inputs));
  });

  it("E-18 names every component that is listed, however little is held of it: the vault drops dust", () => {
    const inputs = inputsOf(indexOf({ ...HELD, d: "0", e: "0.1" }), { ...CAPS, e: 9 });
    const leaving = decideEpoch({
      ...inputs,
      reading: { ...inputs.reading, excluded: new Set(["e"]) },
    });
    expect(wordsOf(leaving)).to.include.members(["d 0.100 enters", "e 0.000 leaves"]);
    for (const left of ["0.000000000000000001", "0"]) {
      const dust = indexOf({ ...HELD, a: "0.1", d: "0.4", e: left }, {}, { e: { dust: 1000n } });
      expect(wordsOf(decideEpoch(inputsOf(dust, CAPS)))).to.include("e 0.000 leaves");
    }
  });

  it("E-18 names dust by its token where no id stands for it", () => {
    const dust = indexOf({ ...HELD, a: "0.1", d: "0.4", e: "0" });
    const inputs = inputsOf(dust, CAPS);
    const components = new Map([...inputs.components].filter(([id]) => id !== "e"));
    const decision = decideEpoch({ ...inputs, components });
    expect(wordsOf(decision)).to.include(`${tokenOf("e")} 0.000 leaves`);
    expect(decision.kind === "start" && decision.order.components).to.include(tokenOf("e"));
  });

  it("starts no epoch for dust", () => {
    const index = indexOf({ ...HELD, e: "0.00001" }, {}, { e: { dust: 2n * WAD } });
    expect(wordsOf(decideEpoch(inputsOf(index, CAPS)))).to.deep.equal(["hold: inside the band"]);
  });

  it("keeps a carried component listed whose balance cannot be read", () => {
    const index = indexOf({ ...HELD, a: "0.1", d: "0.4", e: "0" }, {}, { e: { price: undefined } });
    const carried = {
      ...index,
      components: index.components.map((one) =>
        one.token === tokenOf("e") ? { ...one, carried: true } : one,
      ),
    };
    expect(wordsOf(decideEpoch(inputsOf(carried, CAPS)))).to.include("e 0.000 leaves");
  });

  it("goes to USDC alone when the leader falls, whatever it holds", () => {
    const decision = decide({ ...HELD, a: "0.3", e: "0.1" }, { last: 80 });
    expect(wordsOf(decision).map((words) => words.split(" ").slice(0, 2).join(" "))).to.deep.equal([
      "a 0.000",
      "b 0.000",
      "c 0.000",
      "d 0.000",
      "e 0.000",
      "usd-coin 1.000",
    ]);
    expect(decision.kind === "start" && decision.order.regime).to.equal("bear");
  });

  it("stays where a bear regime is not allowed", () => {
    const index = indexOf(HELD);
    const decision = decideEpoch(
      inputsOf({ ...index, constitution: { ...index.constitution, bearAllowed: false } }, CAPS, {
        last: 80,
      }),
    );
    expect([...wordsOf(decision), decision.regime.regime]).to.deep.equal([
      "hold: inside the band",
      "bull",
    ]);
  });

  it("measures the cool-down on the chain's clock", () => {
    const turned = (age: bigint): Decision =>
      decideEpoch(
        inputsOf(indexOf(HELD, { regime: { value: "bull", since: NOW - age } }), CAPS, {
          last: 80,
        }),
      );
    expect(wordsOf(turned(10n * DAY))).to.deep.equal(["hold: inside the band"]);
    expect(turned(14n * DAY - 60n)).to.include({
      kind: "hold",
      reason: "the regime's cool-down ends within a day",
      retryAt: NOW + 60n,
    });
    expect(turned(14n * DAY).kind).to.equal("start");
  });

  it("waits for the interval, and for an open epoch, but not with a flip", () => {
    const { epoch } = indexOf(HELD);
    const early = { epoch: { ...epoch, startedAt: NOW - 5n * DAY } };
    expect(decideEpoch(inputsOf(indexOf(HELD, early), CAPS))).to.include({
      kind: "hold",
      reason: "the interval between weekly epochs has not passed",
      retryAt: NOW + DAY,
    });
    const open = { epoch: { ...epoch, open: true, deadline: NOW + 5n } };
    expect(decideEpoch(inputsOf(indexOf(HELD, open), CAPS))).to.include({
      kind: "hold",
      reason: "epoch 2 is open",
      retryAt: NOW + 6n,
    });
    expect(
      decideEpoch(
        inputsOf(indexOf(HELD, { epoch: { ...open.epoch, startedAt: NOW - DAY } }), CAPS, {
          last: 80,
        }),
      ).kind,
    ).to.equal("start");
  });

  it("shows the rules only what can be bought, and says what it left out", () => {
    const inputs = inputsOf(indexOf({ "usd-coin": "1" }, NEW), {
      nobody: 90,
      lead: 80,
      e: 70,
      a: 40,
      b: 30,
      c: 20,
      d: 10,
    });
    const listings = inputs.listings.map((one) =>
      one.token === tokenOf("e") ? listing("e", { status: "sell-only" }) : one,
    );
    const routes = new Map([...inputs.routes].filter(([token]) => token !== tokenOf("lead")));
    const decision = decideEpoch({ ...inputs, listings, routes });
    expect(decision.leftOut).to.deep.equal([
      { id: "e", reason: "listed as sell-only" },
      { id: "lead", reason: "no route" },
      { id: "nobody", reason: "no token stands for it" },
    ]);
    expect(wordsOf(decision)).to.deep.equal([
      "a 0.400 enters",
      "b 0.300 enters",
      "c 0.200 enters",
      "d 0.100 enters",
      "usd-coin 0.000 settlement",
    ]);
  });

  it("sells down what became sell-only", () => {
    const index = indexOf(HELD, {}, { b: { status: "sell-only" } });
    expect(wordsOf(decideEpoch(inputsOf(index, { ...CAPS, e: 9 })))).to.include.members([
      "b 0.000 leaves",
      "e 0.138 enters",
    ]);
  });

  it("keeps what is held and has no route", () => {
    const inputs = inputsOf(indexOf({ ...HELD, a: "0.1", d: "0.4" }), CAPS);
    const routes = new Map([...inputs.routes].filter(([token]) => token !== tokenOf("d")));
    expect(wordsOf(decideEpoch({ ...inputs, routes }))).to.include("d 0.400 missing data, held");
  });

  it("keeps a small component without a good price, and holds for a great one", () => {
    const unpriced = (parts: Record<string, string>, last = 101): Decision =>
      decideEpoch(inputsOf(indexOf(parts, {}, { d: { price: undefined } }), CAPS, { last }));
    expect(wordsOf(unpriced({ ...HELD, a: "0.19", b: "0.6", d: "0.01" }))).to.include(
      "d 0.010 missing data, held",
    );
    expect(wordsOf(unpriced(HELD))).to.deep.equal(["hold: no good price of d"]);
    expect(unpriced(HELD, 80).kind).to.equal("start"); // leaving is never delayed
  });

  it("holds without a good price of USDC", () => {
    const index = indexOf(HELD, {}, { "usd-coin": { price: undefined } });
    expect(wordsOf(decideEpoch(inputsOf(index, CAPS, { last: 80 })))).to.deep.equal([
      "hold: no good price of usd-coin",
    ]);
  });

  it("cuts what grew past the registry's maximum to it when it starts", () => {
    const decision = decide({ "usd-coin": "0", a: "0.45", b: "0.15", c: "0.3", d: "0.1" });
    const weights = new Map(
      decision.kind === "start" ? decision.targets.map(({ id, weight }) => [id, weight]) : [],
    );
    expect(weights.get("a")).to.equal(parseDecimal("0.4", 18));
    expect(wordsOf(decision)[0]).to.equal("a 0.400 above its maximum");
    expect([...weights.values()].reduce((sum, weight) => sum + weight, 0n)).to.equal(WAD);
  });

  it("refuses to decide on a component that it does not know", () => {
    const inputs = inputsOf(indexOf(HELD), CAPS);
    expect(() =>
      decideEpoch({
        ...inputs,
        components: new Map([...inputs.components].filter(([id]) => id !== "d")),
      }),
    ).to.throw(UnknownComponentError, tokenOf("d"));
  });

  it("F13 refuses closes of another leader than the rules'", () => {
    const inputs = inputsOf(indexOf(HELD), CAPS);
    expect(() =>
      decideEpoch({ ...inputs, reading: { ...inputs.reading, leader: "bitconi" } }),
    ).to.throw(WrongLeaderError, "regime.leader is lead, and the source has the closes of bitconi");
  });

  it("refuses to decide without the closes", () => {
    const inputs = inputsOf(indexOf(HELD), CAPS);
    expect(() =>
      decideEpoch({ ...inputs, reading: { ...inputs.reading, leaderCloses: [] } }),
    ).to.throw(SignalUnavailableError, `before ${AS_OF}`);
  });
});
