import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { encodeFunctionData } from "viem";
import type { LocalAccount } from "viem";

import { exitCommand } from "./exit/exitCommand.ts";
import { useExit } from "./exit/useExit.ts";
import type { Exit } from "./exit/useExit.ts";
import { readClaims } from "./exit/readClaims.ts";
import type { Claim } from "./exit/readClaims.ts";
import { confirm } from "./session/confirm.ts";
import { CallRefusedError } from "./session/errors.ts";
import { openSigner } from "./session/openSigner.ts";
import { sendCall } from "./session/sendCall.ts";
import { amountText } from "./text/amountText.ts";

const DIGITS = 6;

/** `sheaf claim`: what redemptions could not pay. */
export function claimCommand() {
  return exitCommand({
    name: "claim",
    summary: "get components that a redemption could not pay",
    description:
      "Prints what an index owes your account, and claims each component that can be transferred now, in a transaction of its " +
      "own. The others stay yours. It needs a node, a key and the index's address.",
    exitCodes: "0 nothing is owed any more, 1 something is still owed, 2 an input cannot be used.",
  })
    .addOption(
      wholeNumberOption("--from-block <n>", "first block that is searched for claims", {
        from: 0,
      }).default(0),
    )
    .addOption(jsonOption("claims that were paid, and those that stay"))
    .action(async (wanted, { fromBlock, json, yes = false, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      await useExit(options, wanted, async (exit) => {
        const account = await openSigner(exit, options);
        const inputs = { ...exit, claimant: account.address, fromBlock: BigInt(fromBlock) };
        const claims = await readClaims(inputs);
        if (claims.length === 0) print(`nothing is owed to ${account.address}`);
        for (const claim of claims) print(`owed: ${claimText(claim)}`);
        if (claims.length > 0) await confirm({ question: "Claim what can be transferred?", yes });

        const paid: unknown[] = [];
        for (const claim of claims) {
          const done = await claimOne(exit, account, claim, print);
          if (done !== undefined) paid.push({ component: claim.token, paid: done });
        }
        const left = await readClaims(inputs);
        for (const claim of left) print(`still owed: ${claimText(claim)}; try again later`);
        await writeJson({ paid, left });
        process.exitCode = left.length === 0 ? EXIT.ok : EXIT.failed;
      });
    });
}

/** @returns {tok} paid; undefined where the component cannot be transferred now */
async function claimOne(
  { client, vault }: Exit,
  account: LocalAccount,
  { token, symbol, decimals }: Claim,
  print: (line: string) => void,
): Promise<bigint | undefined> {
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "claim",
    args: [token, account.address],
  });
  const title = `claim ${symbol}`;
  try {
    const call = { to: vault, data };
    const { logs } = await sendCall({ session: { client }, account, call, title, print });
    const abi = indexVaultAbi;
    const [event] = eventsOf({ abi, eventName: "ClaimPaid", logs, emitter: vault });
    const paid = event?.args.paid ?? 0n;
    print(`got ${amountText(paid, decimals, Math.min(decimals, DIGITS))} ${symbol}`);
    return paid;
  } catch (error) {
    if (!(error instanceof CallRefusedError)) throw error;
    print(error.message);
    return undefined;
  }
}

function claimText({ amount, pendingShares, symbol, decimals }: Claim): string {
  if (amount === 0n) return `a part of ${symbol} that is counted once its balance can be read`;
  const more = pendingShares === 0n ? "" : ", and a part that is counted later";
  return `${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}${more}`;
}
