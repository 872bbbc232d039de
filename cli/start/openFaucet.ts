import type { LocalSheaf } from "../../demo/setUpSheaf.ts";
import type { Faucet } from "./server/giveFunds.ts";

const ETHER = 10n * 10n ** 18n; // {wei}
const USDC = 10_000n * 10n ** 6n; // {usdc}

/** A faucet of 10 test ether and 10,000 test USDC, which the last development account of a local chain pays. */
export async function openFaucet({ connection, market }: LocalSheaf): Promise<Faucet> {
  const payer = (await connection.ethers.getSigners()).at(-1);
  if (payer === undefined) throw new Error("The local chain has no development account.");
  const usdc = market.usdc.connect(payer);
  return {
    given: [],
    give: async (to) => {
      await (await payer.sendTransaction({ to, value: ETHER })).wait();
      await (await usdc.mint(to, USDC)).wait();
      return { wei: ETHER, usdc: USDC };
    },
  };
}
