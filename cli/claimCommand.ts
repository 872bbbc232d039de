import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { switchOption } from "@sheaf/commands/switchOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { payableOf } from "@sheaf/sdk/exit/payableOf";
import { readClaims } from "@sheaf/sdk/exit/readClaims";
import type { Claim } from "@sheaf/sdk/exit/readClaims";
import { encodeFunctionData } from "viem";
import type { LocalAccount } from "viem";

import { exitCommand } from "./exit/exitCommand.ts";
import { useExit } from "./exit/useExit.ts";
import type { Exit } from "./exit/useExit.ts";
import { confirm } from "./session/confirm.ts";
import { CallRefusedError, TransactionRevertedError } from "./session/errors.ts";
import { openSigner } from "./session/openSigner.ts";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { sendCall } from "./session/sendCall.ts";
import { amountText } from "./text/amountText.ts";

const DIGITS = 6;

/** `sheaf claim`: what redemptions could not pay. */
export function claimCommand() {
  return exitCommand({
    name: "claim",
    summary: "get components that a redemption could not pay",
    description:
      "Prints what an index owes your account, and claims each component that can be paid in full now, in a transaction of its " +
      "own. The others stay yours. While a component's balance is less than what is owed of it, a claim pays a part and gives " +
      "up the rest: such a claim is left alone unless you accept less. It needs a node, a key and the index's address.",
    exitCodes: "0 nothing is owed any more, 1 something is still owed, 2 an input cannot be used.",
  })
    .addOption(
      switchOption("--accept-less", "claim also what pays a part only, and give up the rest"),
    )
    .addOption(jsonOption("claims that were paid, and those that stay"))
    .action(async (wanted, { acceptLess = false, json, yes = false, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      await useExit(options, wanted, async (exit) => {
        const account = await openSigner(exit, options);
        const claims = await readClaims(exit, account.address);
        if (claims.length === 0) print(`nothing is owed to ${account.address}`);
        for (const claim of claims) print(`owed: ${claimText(claim)}`);
        const due = await payableAmong(exit, account, claims, { acceptLess, print });
        if (due.length > 0) await confirm({ question: `Claim ${due.length} of them?`, yes });

        const paid: unknown[] = [];
        for (const claim of due) {
          const done = await claimOne(exit, account, claim, print);
          if (done !== undefined) paid.push({ component: claim.token, paid: done });
        }
        const left = await readClaims(exit, account.address);
        for (const claim of left) print(`still owed: ${claimText(claim)}; try again later`);
        await writeJson({ paid, left });
        process.exitCode = left.length === 0 ? EXIT.ok : EXIT.failed;
      });
    });
}

type Choice = { readonly acceptLess: boolean; readonly print: (line: string) => void };

/** Claims that are worth a transaction now. */
async function payableAmong(
  exit: Exit,
  account: LocalAccount,
  claims: readonly Claim[],
  { acceptLess, print }: Choice,
): Promise<Claim[]> {
  const due: Claim[] = [];
  for (const claim of claims) {
    const payable = await payableOf(exit, account.address, claim.token);
    if ("error" in payable) {
      print(`${claim.symbol} cannot be paid now. ${reasonOf(payable.error)}`);
      continue;
    }
    const isWhole = payable.amount > 0n && payable.amount >= claim.amount;
    if (!isWhole && !acceptLess) {
      print(
        `${claim.symbol}: a claim would pay only ${tokenText(claim, payable.amount)} now and give up the rest. It is left alone; --accept-less takes it.`,
      );
      continue;
    }
    due.push(claim);
  }
  return due;
}

/** @returns {tok} paid; undefined where the component cannot be transferred now */
async function claimOne(
  exit: Exit,
  account: LocalAccount,
  claim: Claim,
  print: (line: string) => void,
): Promise<bigint | undefined> {
  const { vault } = exit;
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "claim",
    args: [claim.token, account.address],
  });
  const title = `claim ${claim.symbol}`;
  try {
    const call = { to: vault, data };
    const { logs } = await sendCall({ session: exit, account, call, title, print });
    const abi = indexVaultAbi;
    const [event] = eventsOf({ abi, eventName: "ClaimPaid", logs, emitter: vault });
    const paid = event?.args.paid ?? 0n;
    print(`got ${tokenText(claim, paid)}`);
    return paid;
  } catch (error) {
    const isOwn = error instanceof CallRefusedError || error instanceof TransactionRevertedError;
    if (!isOwn) throw error;
    print(error.message);
    return undefined;
  }
}

function claimText(claim: Claim): string {
  const { amount, pendingShares, symbol } = claim;
  if (amount === 0n) return `a part of ${symbol} that is counted once its balance can be read`;
  const more = pendingShares === 0n ? "" : ", and a part that is counted later";
  return `${tokenText(claim, amount)}${more}`;
}

function tokenText({ decimals, symbol }: Claim, amount: bigint): string {
  return `${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}`;
}
