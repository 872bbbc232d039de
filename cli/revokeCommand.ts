import { countOf } from "@sheaf/commands/countOf";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";

import { approveExactly } from "./exchange/approveExactly.ts";
import { readAllowances } from "./exchange/readAllowances.ts";
import { findIndex } from "./index/findIndex.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { signingCommand } from "./session/signingCommand.ts";
import { useSession } from "./session/useSession.ts";
import { amountText } from "./text/amountText.ts";

const DIGITS = 6;

/** `sheaf revoke`: allowances that are left. */
export function revokeCommand() {
  return signingCommand({
    name: "revoke",
    summary: "withdraw allowances that your account has left to a deployment",
    description:
      "Prints the allowances of your account that are left to a deployment's router and factory, and with an index those of its " +
      "components and shares. It asks, and withdraws each in a transaction of its own.",
    exitCodes: "0 none is left, 1 not withdrawn, 2 an input cannot be used.",
  })
    .argument("[index]", "symbol or address")
    .addOption(jsonOption("what was withdrawn"))
    .action(async (wanted, { json, yes = false, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      await useSession(options, async (session) => {
        const vault = wanted === undefined ? undefined : await findIndex(session, wanted);
        const account = await openSigner(session, options);
        const allowances = await readAllowances(session, account.address, vault);
        for (const { symbol, decimals, amount, holder } of allowances)
          print(
            `left to ${holder}: ${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}`,
          );
        if (allowances.length === 0) print(`${account.address} has left no allowance`);
        else {
          const question = `Withdraw ${countOf(allowances.length, "allowance")}?`;
          await confirm({ question, yes });
        }
        for (const { token, symbol, spender } of allowances)
          await approveExactly({ session, account, token, symbol, spender, amount: 0n, print });
        await writeJson({ withdrawn: allowances });
      });
      process.exitCode = EXIT.ok;
    });
}
