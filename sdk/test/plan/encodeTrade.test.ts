import { expect } from "chai";
import { decodeFunctionData } from "viem";
import { indexVaultAbi } from "../../src/abi/indexVaultAbi.ts";
import { encodeTrade } from "../../src/plan/encodeTrade.ts";
import { planTrades } from "../../src/plan/planTrades.ts";
import { printPlan } from "../../src/plan/printPlan.ts";
import { randomIndex } from "./randomIndex.ts";

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
    expect((order.data.length - 2) / 64).to.equal(2 + 6 * trade!.legs.length);
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
