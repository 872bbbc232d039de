import { expect } from "chai";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import { NoRouteError, TooLittleError } from "@sheaf/sdk/quote/errors";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

import { useFixture } from "../fixtures/useFixture.ts";
import { buyAt, sellAt, sourcesOf } from "./executeQuote.ts";
import { openRandomPools } from "./openRandomPools.ts";
import { statesFixture } from "./statesFixture.ts";

const NIGHTLY = process.env.SHEAF_NIGHTLY === "true";
const FIRST = Number(process.env.SHEAF_SEED ?? "1");
const STATES = NIGHTLY ? 200 : 12;
const WAD = 10n ** 18n;
const SLIPPAGE = WAD / 200n;
const UNITS = 2n; // {usdc}

describe("Quotes beside execution in random states", () => {
  const use = useFixture(statesFixture);

  /** Within two hundred-thousandths, or two units. */
  const near = (a: bigint, b: bigint): boolean => {
    const apart = a > b ? a - b : b - a;
    return apart <= UNITS || apart * 50_000n <= b;
  };

  for (let seed = FIRST; seed < FIRST + STATES; seed += 1) {
    it(`V-12 buys and sells as quoted, or refuses with a reason, seed ${seed}`, async function () {
      this.timeout(0);
      const fixture = use();
      const random = splitMix64(seed, 1);
      await openRandomPools(fixture, random);
      const { sources } = await sourcesOf(fixture);

      for (const magnitude of [6n, 7n, 8n]) {
        const usdc = 10n ** magnitude * random.between(1n, 30n);
        try {
          const quote = await readQuote(sources, (state) =>
            quoteBuy({ state, usdc, slippage: SLIPPAGE, worst: WAD / 4n }),
          );
          const spent = await buyAt(fixture, quote);
          expect(near(spent, quote.usdc), `${spent} for ${quote.usdc}`).to.equal(true);
        } catch (error) {
          if (!(error instanceof NoRouteError || error instanceof TooLittleError)) throw error;
          expect(error.message).to.match(/cannot be bought: \w+|do not pay for any shares/);
        }
        const shares = 10n ** (magnitude + 10n) * random.between(1n, 99n);
        const offer = await readQuote(sources, (state) =>
          quoteSell({ state, shares, slippage: SLIPPAGE, worst: WAD / 4n }),
        );
        const received = await sellAt(fixture, offer);
        expect(near(received, offer.usdc), `${received} for ${offer.usdc}`).to.equal(true);
        for (const { reason } of offer.inKind) expect(reason).to.be.a("string");
      }
    });
  }
});
