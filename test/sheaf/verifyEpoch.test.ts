import { expect } from "chai";
import { createClient, custom, keccak256 } from "viem";
import { canonicalJson } from "@sheaf/sdk/rules/canonicalJson";
import { NoSuchEpochError } from "@sheaf/sdk/snapshot/errors";
import { verifyEpoch } from "@sheaf/sdk/snapshot/verifyEpoch";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import type { EpochFault, EpochReport } from "@sheaf/sdk/snapshot/epochReport";

import { publishedFixture } from "./publishedFixture.ts";
import type { Published } from "./publishedFixture.ts";

type Fixture = Awaited<ReturnType<typeof publishedFixture>>;
type Document = Record<string, unknown> & { block: Record<string, string> };

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words);

describe("verifyEpoch", function () {
  this.timeout(300_000);
  let fixture: Fixture;
  before(async () => {
    fixture = await publishedFixture();
  });

  function verify(
    changes: Readonly<Record<string, Uint8Array | undefined>> = {},
    epoch = 1,
    others: object = {},
  ): Promise<EpochReport> {
    const published: Published = fixture.published;
    return verifyEpoch({
      client: fixture.client,
      vault: fixture.inputs.vault,
      epoch,
      documents: {
        read: async (name) => (name in changes ? changes[name] : published.get(name)),
      },
      ...others,
    });
  }

  async function namesOf(epoch: number): Promise<{ snapshot: string; rules: string }> {
    const { snapshotHash, rulesHash } = await verify({}, epoch);
    return { snapshot: `${snapshotHash}.json`, rules: `${rulesHash}.json` };
  }

  const resultsOf = ({ checks }: EpochReport): Record<string, string> =>
    Object.fromEntries(checks.map(({ subject, result }) => [subject, result]));
  const faultsOf = ({ checks }: EpochReport): EpochFault[] =>
    checks.flatMap(({ faults }) => faults);
  const pathsOf = (report: EpochReport): (string | undefined)[] =>
    faultsOf(report).map(({ path }) => path);

  /** The snapshot of an epoch with something changed, in canonical JSON. */
  async function altered(epoch: number, change: (document: Document) => void) {
    const { snapshot } = await namesOf(epoch);
    const document = JSON.parse(text(fixture.published.get(snapshot)!)) as Document;
    change(document);
    return verify({ [snapshot]: bytesOf(canonicalJson(document)) }, epoch);
  }

  for (const [epoch, what, detail] of [
    [1, "the first epoch", "5 weights and 1 at zero derived again"],
    [2, "an epoch in which a component leaves", "derived again, equal to the last digit; bull"],
    [
      3,
      "an epoch that carries a component, and drops one of which nothing is left",
      "; 1 dropped as dust; bear; 1 carried without a good price",
    ],
  ] as const)
    it(`verifies ${what}`, async () => {
      const report = await verify({}, epoch);
      expect(faultsOf(report)).to.deep.equal([]);
      expect(report.verified).to.equal(true);
      expect(resultsOf(report)).to.deep.equal({
        snapshot: "holds",
        rules: "holds",
        block: "holds",
        "chain and index": "holds",
        supply: "holds",
        holdings: "holds",
        listings: "holds",
        prices: "holds",
        "epoch before, regime": "holds",
        "market data, ids": "hash only",
        targets: "holds",
      });
      expect(report.checks.at(-1)?.detail).to.include(detail);
    });

  it("refuses a snapshot with a changed byte anywhere, with both hashes", async () => {
    const { snapshot } = await namesOf(2);
    const bytes = fixture.published.get(snapshot)!;
    const random = splitMix64(7, 0);
    const within = (end: number): number => Number(random.between(0n, BigInt(end - 1)));
    const offsets = Array.from({ length: 100 }, () => within(bytes.length));
    for (const offset of [0, bytes.length - 1, ...offsets]) {
      const changed = Uint8Array.from(bytes);
      changed[offset] = bytes[offset] ^ (1 << within(8));
      const report = await verify({ [snapshot]: changed }, 2);
      expect(report.verified, `byte ${offset}`).to.equal(false);
      expect(faultsOf(report)[0], `byte ${offset}`).to.deep.include({ file: snapshot });
      expect(faultsOf(report)[0].message).to.include(
        `hash to ${keccak256(changed)}, the chain says ${keccak256(bytes)}`,
      );
    }
  });

  it("refuses rules with a changed byte", async () => {
    const { rules } = await namesOf(1);
    const changed = bytesOf(text(fixture.published.get(rules)!).replace('"0.25"', '"0.26"'));
    const report = await verify({ [rules]: changed });
    expect(report.verified).to.equal(false);
    expect(resultsOf(report)).to.include({ rules: "wrong", snapshot: "holds" });
  });

  it("names what the chain does not confirm by its path", async () => {
    const cases: readonly [path: string, change: (document: Document) => void][] = [
      ["$.supply", (document) => (document["supply"] = "1")],
      ["$.chainId", (document) => (document["chainId"] = 1)],
      ["$.block.timestamp", ({ block }) => (block["timestamp"] = "5")],
      ["$.block.number", ({ block }) => (block["number"] = "5")],
      ["$.block.hash", ({ block }) => (block["hash"] = `0x${"11".repeat(32)}`)],
      ["$.holdings[0].held", (document) => (itemOf(document, "holdings")["held"] = "7")],
      ["$.listings[0].price", (document) => (itemOf(document, "listings")["price"] = "7")],
      ["$.listings[0].price", (document) => (itemOf(document, "listings")["price"] = null)],
      ["$.listings[0].dust", (document) => (itemOf(document, "listings")["dust"] = "7")],
      ["$.regime.since", (document) => ((document["regime"] as Document)["since"] = "7")],
      ["$.epoch.open", (document) => ((document["epoch"] as Document)["open"] = true)],
    ];
    for (const [path, change] of cases) {
      const report = await altered(2, change);
      expect(report.verified, path).to.equal(false);
      expect(pathsOf(report)).to.include(path);
    }
  });

  it("shows changed market data by the weights that come out", async () => {
    const report = await altered(1, (document) => {
      itemOf(document, "rows")["marketCap"] = "30000000000000000000";
    });
    expect(resultsOf(report)).to.include({ targets: "wrong", "market data, ids": "not checked" });
    const messages = faultsOf(report).map(({ message }) => message);
    expect(
      messages.some((message) => message.startsWith("the weight of alpha is derived as")),
    ).to.equal(true);
  });

  it("tells another epoch's snapshot", async () => {
    const [first, second] = [await namesOf(1), await namesOf(2)];
    const report = await verify({ [first.snapshot]: fixture.published.get(second.snapshot) }, 1);
    expect(report.verified).to.equal(false);
    expect(faultsOf(report)[0].message).to.include("it is the snapshot of epoch 2");
  });

  it("is not satisfied by documents that are missing, and names them", async () => {
    const { snapshot, rules } = await namesOf(1);
    for (const name of [snapshot, rules]) {
      const report = await verify({ [name]: undefined });
      expect(report.verified).to.equal(false);
      expect(faultsOf(report)[0]).to.include({ file: name });
      expect(resultsOf(report)["targets"]).to.equal("not checked");
    }
  });

  it("refuses a longer, a shorter and a spaced document", async () => {
    const { snapshot } = await namesOf(1);
    const words = text(fixture.published.get(snapshot)!);
    const at = words.indexOf('"rows"');
    for (const changed of [
      `${words.slice(0, at)} ${words.slice(at)}`,
      words.slice(0, at) + words.slice(at + 1),
      words.slice(0, -10),
      `${words}\n`,
    ]) {
      const report = await verify({ [snapshot]: bytesOf(changed) });
      expect(report.verified).to.equal(false);
      expect(faultsOf(report)[0].message).to.include(`hash to ${keccak256(bytesOf(changed))}`);
    }
  });

  it("says what a node without old state leaves unchecked, and verifies only if that is accepted", async () => {
    const { provider } = fixture;
    const pruned = createClient({
      transport: custom(
        {
          request: async (request: { method: string; params?: unknown }) => {
            if (["eth_getCode", "eth_call"].includes(request.method))
              throw Object.assign(new Error("missing trie node"), { code: -32000 });
            return (await provider.request(
              request as Parameters<typeof provider.request>[0],
            )) as unknown;
          },
        },
        { retryCount: 0 },
      ),
    });
    const strict = await verify({}, 1, { client: pruned });
    expect(strict.verified).to.equal(false);
    expect(resultsOf(strict)).to.include({
      block: "holds",
      supply: "not checked",
      prices: "not checked",
      targets: "holds",
    });
    expect(strict.checks.find(({ subject }) => subject === "supply")?.detail).to.include(
      "missing trie node",
    );
    expect((await verify({}, 1, { client: pruned, withoutState: true })).verified).to.equal(true);
  });

  it("refuses an epoch that was not started", async () => {
    let fault: unknown;
    await verify({}, 4).catch((error: unknown) => (fault = error));
    expect(fault).to.be.instanceOf(NoSuchEpochError);
    expect(String(fault)).to.include("it has started epochs 1 to 3");
  });
});

/** The first item of a list of a document. */
function itemOf(document: Document, list: string): Record<string, unknown> {
  return (document[list] as Record<string, unknown>[])[0];
}
