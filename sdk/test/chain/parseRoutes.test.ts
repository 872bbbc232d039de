import { expect } from "chai";
import { MalformedRoutesError } from "../../src/chain/errors.ts";
import { parseRoutes } from "../../src/chain/parseRoutes.ts";

const TOKEN = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const POOL = "0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640";

describe("parseRoutes", () => {
  it("reads routes by checksummed component", () => {
    const routes = parseRoutes({ [TOKEN]: { pool: POOL, fee: 500, token0: TOKEN } });
    expect([...routes]).to.deep.equal([
      [
        "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
        [
          {
            pool: "0x88e6A0c2dDD26FEEb64F039a2c41296FcB3f5640",
            fee: 500n,
            token0: "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
          },
        ],
      ],
    ]);
  });

  it("reads up to four pools of a component, in their order", () => {
    const route = (fee: number) => ({ pool: POOL, fee, token0: TOKEN });
    const [routes] = [...parseRoutes({ [TOKEN]: [3000, 500].map(route) }).values()];
    expect(routes?.map(({ fee }) => fee)).to.deep.equal([3000n, 500n]);
    for (const list of [[], [1, 2, 3, 4, 5].map(route)])
      expect(() => parseRoutes({ [TOKEN]: list })).to.throw(MalformedRoutesError, TOKEN);
  });

  it("names every fault", () => {
    const faults = (document: unknown): readonly string[] => {
      try {
        parseRoutes(document);
      } catch (error) {
        if (error instanceof MalformedRoutesError) return error.faults;
        throw error;
      }
      return [];
    };
    expect(
      faults({ [TOKEN]: { pool: "0x12", fee: 0.3, token0: TOKEN } }).map(
        (fault) => fault.split(":")[0],
      ),
    ).to.deep.equal([`${TOKEN}.0.pool`, `${TOKEN}.0.fee`]);
    expect(faults({ nonsense: { pool: POOL, fee: 500, token0: TOKEN } }).length).to.equal(1);
    expect(faults({ [TOKEN]: { pool: POOL, fee: 1_000_000, token0: TOKEN } }).length).to.equal(1);
    expect(faults([]).length).to.equal(1);
  });
});
