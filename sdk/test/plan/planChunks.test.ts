import { expect } from "chai";
import { planChunks } from "../../src/plan/planChunks.ts";
import { seededRandom } from "../rules/seededRandom.ts";

const USD = 10n ** 18n;

describe("planChunks", () => {
  it("trades the root of depth times gas at a time, where the pool refills", () => {
    // sqrt(1,000,000 * 1) = 1,000 dollars a chunk
    const chunks = planChunks({
      value: 10_000n * USD,
      depth: 1_000_000n * USD,
      gas: USD,
      refills: true,
    });
    expect([chunks.count, chunks.size]).to.deep.equal([10, 1_000n * USD]);
    expect(chunks.cost).to.equal(20n * USD); // 10 * (1,000^2 / 1,000,000 + 1)
  });

  it("trades once where the pool does not refill, or the trade is small", () => {
    const inputs = { value: 10_000n * USD, depth: 1_000_000n * USD, gas: USD };
    expect(planChunks({ ...inputs, refills: false }).count).to.equal(1);
    expect(planChunks({ ...inputs, value: 999n * USD, refills: true }).count).to.equal(1);
    expect(planChunks({ ...inputs, value: 0n, refills: true }).count).to.equal(0);
    expect(planChunks({ ...inputs, gas: 0n, refills: true }).count).to.equal(1);
  });

  it("makes no more chunks than there is time for, equal ones", () => {
    const inputs = { value: 10_000n * USD, depth: 1_000_000n * USD, gas: USD, refills: true };
    const countOf = (most: number): number => planChunks({ ...inputs, most }).count;
    expect([0, 1, 4, 9, 10, 11, 50].map(countOf)).to.deep.equal([1, 1, 4, 9, 10, 10, 10]);
    const four = planChunks({ ...inputs, most: 4 });
    expect([four.size, four.cost]).to.deep.equal([2_500n * USD, 29n * USD]); // 4 * (2,500^2 / 1,000,000 + 1)
  });

  it("costs at most 2 % more than the best of all numbers of chunks", () => {
    const random = seededRandom(8n);
    for (let run = 0; run < 200; run += 1) {
      const value = (1n + random(100_000n)) * USD;
      const depth = 10n ** (4n + random(4n)) * USD;
      const gas = ((1n + random(500n)) * USD) / 100n;
      const ours = planChunks({ value, depth, gas, refills: true }).cost;
      let best: bigint | undefined;
      for (let count = 1n; count <= 1_500n; count += 1n) {
        const cost = (value * value) / (count * depth) + gas * count;
        if (best === undefined || cost < best) best = cost;
      }
      expect(ours * 100n <= (best ?? 0n) * 102n, `run ${run}`).to.equal(true);
    }
  });
});
