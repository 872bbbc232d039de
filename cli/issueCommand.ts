import { countOf } from "@sheaf/commands/countOf";
import { EXIT } from "@sheaf/commands/exitCodes";
import { decimalOption } from "@sheaf/commands/decimalOption";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData, erc20Abi } from "viem";
import type { Address, LocalAccount } from "viem";

import { approveExactly } from "./exchange/approveExactly.ts";
import { BalanceTooSmallError } from "./exchange/errors.ts";
import { readTokens } from "@sheaf/sdk/exit/readTokens";
import type { TokenName } from "@sheaf/sdk/exit/readTokens";
import type { Exit } from "./exit/useExit.ts";
import { findIndex } from "./index/findIndex.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { signingCommand } from "./session/signingCommand.ts";
import { useSession } from "./session/useSession.ts";
import { sendCall } from "./session/sendCall.ts";
import { amountText } from "./text/amountText.ts";

const SHARE_DECIMALS = 18;
const DIGITS = 6;

type Part = TokenName & { readonly amount: bigint /* {tok} */ };

/** `sheaf issue`: shares for components. */
export function issueCommand() {
  return signingCommand({
    name: "issue",
    summary: "get shares of an index for its components, in kind",
    description:
      "Issues shares against every component of the basket, which you have: an exact allowance for each, then the issuance. No " +
      "price and no pool is used. If it is stopped in between, the next run uses the allowances that are still right.",
    exitCodes: "0 issued, 1 not issued, 2 an input cannot be used.",
  })
    .argument("<index>", "symbol or address")
    .addOption(
      decimalOption("--shares <n>", "how many shares", SHARE_DECIMALS).makeOptionMandatory(),
    )
    .addOption(jsonOption("amounts and receipt"))
    .action(async (wanted, { shares, json, yes = false, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      await useSession(options, async (session) => {
        const vault = await findIndex(session, wanted);
        const index = { ...session, vault };
        const account = await openSigner(session, options);
        const { basketId, parts } = await readParts(index, account, shares);
        print(`you give ${countOf(parts.length, "component")}:`);
        for (const part of parts) print(`  ${partText(part)}`);
        const question = `Issue ${amountText(shares, SHARE_DECIMALS, DIGITS)} shares for them?`;
        await confirm({ question, yes });

        for (const { token, symbol, amount } of parts)
          await approveExactly({
            session,
            account,
            token,
            symbol,
            spender: vault,
            amount,
            print,
          });
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "issue",
          args: [shares, account.address, basketId, parts.map(({ amount }) => amount)],
        });
        const call = { to: vault, data };
        const { transactionHash } = await sendCall({
          session,
          account,
          call,
          title: "issue",
          print,
        });
        print(`issued ${amountText(shares, SHARE_DECIMALS, DIGITS)} shares`);
        await writeJson({ transactionHash, shares, parts });
      });
      process.exitCode = EXIT.ok;
    });
}

/** Reads the amount of each component that the shares need. Throws if the account has less. */
async function readParts(
  { client, vault }: Exit,
  account: LocalAccount,
  shares: bigint,
): Promise<{ readonly basketId: bigint; readonly parts: readonly Part[] }> {
  const index = { address: vault, abi: indexVaultAbi } as const;
  const [basketId, amounts] = await Promise.all([
    client.readContract({ ...index, functionName: "basketId" }),
    client.readContract({ ...index, functionName: "previewIssue", args: [shares] }),
  ]);
  const [tokens] = await client.readContract({
    ...index,
    functionName: "basket",
    args: [basketId],
  });
  const parts = (await readTokens(client, tokens)).map((name, at) => ({
    ...name,
    amount: amounts[at] ?? 0n,
  }));
  for (const part of parts) await checkPart(client, account.address, part);
  return { basketId, parts };
}

async function checkPart(client: Exit["client"], owner: Address, part: Part): Promise<void> {
  const amount = await client.readContract({
    address: part.token,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [owner],
  });
  if (amount < part.amount)
    throw new BalanceTooSmallError(owner, partText({ ...part, amount }), partText(part));
}

function partText({ amount, decimals, symbol }: Part): string {
  return `${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}`;
}
