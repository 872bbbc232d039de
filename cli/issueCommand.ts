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

/** {1} Part of an amount that is allowed beyond the preview: somebody may give a component to the index in the meantime. */
const MARGIN_DIVISOR = 1_000n;

type Part = TokenName & {
  readonly amount: bigint; // {tok} needed now
  readonly max: bigint; // {tok} that the issuance may take
};

/** `sheaf issue`: shares for components. */
export function issueCommand() {
  return signingCommand({
    name: "issue",
    summary: "get shares of an index for its components, in kind",
    description:
      "Issues shares against every component of the basket, which you have: an exact allowance for each, then the issuance. No " +
      "price and no pool is used. Each allowance has a margin of 0.1 %, so that a gift to the index does not stop the issuance; of the " +
      "margin nothing is taken that is not needed. If it is stopped in between, the next run uses the allowances that are still " +
      "right; `sheaf revoke` withdraws them.",
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
        print(
          `permission: an allowance of each to the index ${vault} comes first, of at most 0.1 % and one smallest unit more; what is not needed is not taken`,
        );
        const question = `Issue ${amountText(shares, SHARE_DECIMALS, DIGITS)} shares for them?`;
        await confirm({ question, yes });

        for (const { token, symbol, max: amount } of parts)
          await approveExactly({ session, account, token, symbol, spender: vault, amount, print });
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "issue",
          args: [shares, account.address, basketId, parts.map(({ max }) => max)],
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
        print(
          `the margins stay allowed to the index, for your own issuances; \`sheaf revoke ${wanted}\` withdraws them`,
        );
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
  const parts: Part[] = [];
  for (const [at, name] of (await readTokens(client, tokens)).entries())
    parts.push(await partOf(client, account.address, { ...name, amount: amounts[at] ?? 0n }));
  return { basketId, parts };
}

/** Adds the margin, as far as the account has it. Throws if the account has less than is needed. */
async function partOf(
  client: Exit["client"],
  owner: Address,
  part: Omit<Part, "max">,
): Promise<Part> {
  const balance = await client.readContract({
    address: part.token,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [owner],
  });
  if (balance < part.amount)
    throw new BalanceTooSmallError(owner, partText({ ...part, amount: balance }), partText(part));
  const max = part.amount + part.amount / MARGIN_DIVISOR + 1n;
  return { ...part, max: max < balance ? max : balance };
}

function partText({ amount, decimals, symbol }: Omit<Part, "max">): string {
  return `${amountText(amount, decimals, Math.min(decimals, DIGITS))} ${symbol}`;
}
