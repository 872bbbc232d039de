import { TRANSACTION_GAS_CAP } from "../largestTransaction.ts";
import type { ExitRun, ExitSummary } from "./exitSummary.ts";
import type { WayReport } from "./makeWay.ts";

/** Whether every way ended where it was to end, within every bound, and somebody could leave on the way. */
export function exitPassed({ firstEpochSettled, runs }: ExitSummary): boolean {
  return firstEpochSettled && runs.length > 0 && runs.every(runPassed);
}

function runPassed(run: ExitRun): boolean {
  const { out, back, redemptions, ledgerEqualsChain, everyShareBacked, maxTxGas } = run;
  const turned = out.regime === "bear" && back.regime === "bull" && back.after.components > 0;
  const left = redemptions.length > 0 && redemptions.every(({ components }) => components > 0);
  const bounded = maxTxGas <= Number(TRANSACTION_GAS_CAP);
  return (
    turned &&
    wayPassed(out) &&
    wayPassed(back) &&
    left &&
    bounded &&
    ledgerEqualsChain &&
    everyShareBacked
  );
}

function wayPassed({ settled, openAllowances, after }: WayReport): boolean {
  return settled && openAllowances === 0 && after.offTarget === 0;
}
