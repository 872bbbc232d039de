import { expect } from "chai";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";

import { sourcifyVerifier } from "../../deploy/verification/sourcifyVerifier.ts";
import type { StandardInput } from "../../deploy/verification/standardInput.ts";
import type { Verification } from "../../deploy/verification/verifyBook.ts";
import { verifyBook } from "../../deploy/verification/verifyBook.ts";
import { bookFixture } from "../fixtures/bookFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { sourcifyService } from "./sourcifyService.ts";

const PACE = { poll: 2, patience: 1_000 }; // {ms}
const CONTRACTS = 17; // in the fixture's book

const inputOf = async (contract: string): Promise<StandardInput> => ({
  compilerVersion: "0.8.37+commit.f401782d",
  contractIdentifier: `project/contracts/${contract}.sol:${contract}`,
  stdJsonInput: { language: "Solidity", sources: {}, settings: {} },
  librarySources: {},
});

describe("verifyBook", function () {
  this.timeout(60_000);
  const fixture = useFixture(bookFixture);
  let service: Awaited<ReturnType<typeof sourcifyService>>;
  let saved: AddressBook;
  beforeEach(() => (saved = fixture().book));
  afterEach(() => service.close());

  /** @param stopAfter Contracts after which the run is killed. */
  const run = async (stopAfter = Infinity): Promise<readonly Verification[]> => {
    let count = 0;
    return verifyBook({
      book: saved,
      verifiers: [sourcifyVerifier({ api: service.url, site: "https://repo.example" })],
      inputOf,
      pace: PACE,
      save: async (book) => void (saved = book),
      report: () => {
        if (++count === stopAfter) throw new Error("killed");
      },
    });
  };
  const posts = (): number => service.asked.filter(({ method }) => method === "POST").length;

  it("verifies every contract and notes it in the book; a second run asks nothing", async () => {
    service = await sourcifyService();
    const first = await run();
    expect(first.map(({ state }) => state)).to.deep.equal(Array(CONTRACTS).fill("verified"));
    expect(service.verified.size).to.equal(CONTRACTS);
    const { address, verified } = saved.contracts.factory;
    expect(verified).to.deep.equal([`https://repo.example/31337/${address}`]);
    expect(saved.libraries.FeeAccrual.verified).to.have.lengthOf(1);
    expect(saved.testMarket?.operator.verified).to.have.lengthOf(1);

    const asked = service.asked.length;
    const second = await run();
    expect(second.map(({ state }) => state)).to.deep.equal(Array(CONTRACTS).fill("known"));
    expect(service.asked).to.have.lengthOf(asked);
  });

  it("goes on where it was killed", async () => {
    service = await sourcifyService();
    expect(await run(5).catch((error: Error) => error.message)).to.equal("killed");
    expect(posts()).to.equal(5);
    const second = await run();
    expect(second.filter(({ state }) => state === "known")).to.have.lengthOf(5);
    expect(posts()).to.equal(CONTRACTS);
  });

  it("goes on with the others where one is not verified, and notes nothing of that one", async () => {
    service = await sourcifyService({ mismatch: true });
    const done = await run();
    expect(done.map(({ state }) => state)).to.deep.equal(Array(CONTRACTS).fill("failed"));
    expect(done[0].text).to.include("the bytecodes do not match");
    expect(saved.contracts.timelock.verified).to.deep.equal([]);
  });

  it("leaves a service that is not there for a later run, after one question", async () => {
    service = await sourcifyService();
    service.close();
    const done = await run();
    expect(done.map(({ state }) => state)).to.deep.equal(["waiting"]);
  });
});
