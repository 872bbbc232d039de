import { expect } from "chai";
import { decodeAbiParameters, decodeFunctionData, parseAbiParameters } from "viem";
import { indexVaultAbi } from "../../src/abi/indexVaultAbi.ts";
import { encodeTrade } from "../../src/plan/encodeTrade.ts";
import { planTrades } from "../../src/plan/planTrades.ts";
import { printPlan } from "../../src/plan/printPlan.ts";
import { randomIndex } from "./randomIndex.ts";

const POOL = "0x0000000000000000000000000000000000000777";
const BETWEEN = "0x0000000000000000000000000000000000000888";

describe("encodeTrade", () => {
  it("gives calldata that decodes to its order", () => {
    const [trade] = planTrades(randomIndex(3n)).trades;
    const { order, calldata } = encodeTrade(trade!, {
      epochNumber: 7n,
      executor: "0x0000000000000000000000000000000000000777",
    });
    const { functionName, args } = decodeFunctionData({ abi: indexVaultAbi, data: calldata });
    expect(functionName).to.equal("trade");
    expect(args[0]).to.deep.equal(order);
    expect(order.epochNumber).to.equal(7n);
    expect((order.data.length - 2) / 64).to.equal(4 + 6 * trade!.legs.length);
  });

  it("names the second pools of the legs that have one, in the order of the legs", () => {
    const [trade] = planTrades(randomIndex(3n)).trades;
    const hop = { pool: POOL, between: BETWEEN, sqrtPriceLimitX96: 99n } as const;
    const legs = trade!.legs.slice(0, 3);
    expect(legs.length).to.equal(3);
    const joined = [{ ...legs[0]!, hop }, legs[1]!, { ...legs[2]!, hop }];
    const context = { epochNumber: 7n, executor: POOL } as const;
    const { order } = encodeTrade({ ...trade!, legs: joined }, context);
    const [encoded, hops] = decodeAbiParameters(
      parseAbiParameters(
        "(address pool, uint256 sell, uint256 buy, uint256 amount, bool exactOutput, uint160 sqrtPriceLimitX96)[], (uint256 leg, address pool, address between, uint160 sqrtPriceLimitX96)[]",
      ),
      order.data,
    );
    expect(encoded.map(({ amount }) => amount)).to.deep.equal(legs.map(({ amount }) => amount));
    expect(hops).to.deep.equal([
      { leg: 0n, ...hop },
      { leg: 2n, ...hop },
    ]);
  });
});

describe("printPlan", () => {
  it("prints the same text for the same plan, with every amount as a text", () => {
    const text = printPlan(planTrades(randomIndex(3n)));
    expect(text).to.equal(printPlan(planTrades(randomIndex(3n))));
    const { trades } = JSON.parse(text) as { trades: { legs: { amount: unknown }[] }[] };
    expect(trades[0]!.legs[0]!.amount).to.match(/^\d+$/);
  });
});
