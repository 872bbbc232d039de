/** EIP-7825: no transaction may use more. {gas} */
const TRANSACTION_GAS_CAP = 2 ** 24;

/** What a demo came to. Returns and costs are for people to read; nothing is computed with them. */
export type DemoSummary = {
  readonly market: string;
  readonly weeks: number;
  readonly components: number;
  readonly epochs: number;
  readonly incompleteEpochs: number;
  readonly regimeFlips: number;
  readonly trades: number;
  readonly maxTxGas: number; // {gas}
  readonly tradingCostBps: number; // of NAV, all weeks together
  readonly navReturn: number;
  readonly btcReturn: number; // of the market's leader
  readonly basketReturn: number; // of the first basket, never traded again
  readonly ledgerEqualsChain: boolean;
  readonly everyShareBacked: boolean;
  readonly seconds: number;
};

/** Whether every closing check holds. */
export function demoPassed({
  ledgerEqualsChain,
  everyShareBacked,
  maxTxGas,
}: DemoSummary): boolean {
  return ledgerEqualsChain && everyShareBacked && maxTxGas <= TRANSACTION_GAS_CAP;
}

/** The closing lines. */
export function summaryLines(summary: DemoSummary): string[] {
  const yes = (fact: boolean): string => (fact ? "yes" : "NO");
  const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
  return [
    `market                              ${summary.market}`,
    `weeks, epochs, regime flips         ${summary.weeks}, ${summary.epochs} (${summary.incompleteEpochs} incomplete), ${summary.regimeFlips}`,
    `trades                              ${summary.trades}`,
    `return of a share, after costs      ${percent(summary.navReturn)}`,
    `return of the leader                ${percent(summary.btcReturn)}`,
    `return of the first basket, untraded ${percent(summary.basketReturn)}`,
    `cost of all trading                 ${summary.tradingCostBps.toFixed(1)} bps of NAV`,
    `largest transaction                 ${summary.maxTxGas.toLocaleString("en-US")} gas, under 2^24: ${yes(summary.maxTxGas <= TRANSACTION_GAS_CAP)}`,
    `ledger rebuilt from events = chain  ${yes(summary.ledgerEqualsChain)}`,
    `every share backed                  ${yes(summary.everyShareBacked)}`,
    `time                                ${summary.seconds} s`,
  ];
}
