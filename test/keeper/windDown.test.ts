import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { publishDecision } from "@sheaf/keeper/publishDecision";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";
import { canonicalJson } from "@sheaf/sdk/rules/canonicalJson";
import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";
import type { EpochReport } from "@sheaf/sdk/snapshot/epochReport";

import { moveMarket } from "../../market/moveMarket.ts";
import { actAsTimelock } from "../fixtures/actAsTimelock.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "./weekFixture.ts";
import type { WeekFixture } from "./weekFixture.ts";

const WIND_DOWN = 3n; // kind of epoch

describe("runWeek, of an index that is being wound down", () => {
  let fixture: WeekFixture;
  let folder: string;
  let summary: WeekSummary;

  before(async () => {
    fixture = await weekFixture();
    folder = await mkdtemp(join(tmpdir(), "sheaf-wind-down-"));
    await week(FIRST_MONDAY);
    await fixture.vault.connect(await actAsTimelock(fixture)).windDown();
    await later();
    summary = await week("2030-01-14");
  });
  after(() => rm(folder, { recursive: true }));

  const week = (asOf: string): Promise<WeekSummary> =>
    runWeek({
      ...fixture.inputs,
      asOf,
      signals: signalsOf({ caps: CAPS, asOf }),
      publish: publishDecision.bind(undefined, folder),
    });

  async function later(): Promise<void> {
    await fixture.networkHelpers.time.increase(8n * DAY);
    await moveMarket(fixture.market, ROWS);
  }

  function verify(change: (document: Record<string, unknown>) => void): Promise<EpochReport> {
    return verifyEpoch({
      ...{ client: fixture.client, vault: fixture.inputs.vault, epoch: 2 },
      documents: {
        read: async (name) => {
          const text = await readFile(join(folder, name), "utf8");
          const document = JSON.parse(text) as Record<string, unknown>;
          if ("rows" in document) change(document);
          return new TextEncoder().encode(canonicalJson(document));
        },
      },
    });
  }

  it("sells everything in one epoch, which it closes", async () => {
    const { vault, usdc } = fixture;
    expect(summary).to.include({ outcome: "started", closed: "settled", flipped: false });
    expect(summary.left).to.have.members(Object.keys(CAPS));
    expect((await vault.epoch()).kind).to.equal(WIND_DOWN);
    const [tokens] = await vault.basket(await vault.basketId());
    const holdings = await vault.holdings();
    const held = tokens.filter((token, at) => holdings[at] > 0n);
    expect(held).to.deep.equal([await usdc.getAddress()]);
  });

  it("derives the same from its snapshot, and names a snapshot that hides or invents the wind-down", async () => {
    expect((await verify(() => undefined)).verified).to.equal(true);
    const hidden = await verify((document) => delete document.windingDown);
    const faults = hidden.checks.flatMap((check) => check.faults);
    expect(faults).to.deep.include({
      file: `${hidden.snapshotHash}.json`,
      path: "$.windingDown",
      message: "is nothing, the chain says true",
    });
  });

  it("starts no further epoch once all is sold", async () => {
    await later();
    const { outcome, reason } = await week("2030-01-21");
    expect(outcome).to.equal("held");
    expect(reason).to.equal("the index winds down, and nothing is left that can be sold");
  });
});
