import { addressOption } from "@sheaf/commands/addressOption";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { layOutTable } from "@sheaf/commands/layOutTable";
import { openOutput } from "@sheaf/commands/openOutput";
import { erc20Abi, formatEther } from "viem";

import { readHoldings } from "./holdings/readHoldings.ts";
import type { Holding } from "./holdings/readHoldings.ts";
import { defaultKeystore } from "./keys/defaultKeystore.ts";
import { keystoreOption } from "./keys/keystoreOption.ts";
import { readKeystore } from "./keys/readKeystore.ts";
import { sessionCommand } from "./session/sessionCommand.ts";
import { useSession } from "./session/useSession.ts";
import { amountText } from "./text/amountText.ts";
import { dollarText } from "./text/dollarText.ts";

/** `sheaf portfolio`: what an account has. */
export function portfolioCommand() {
  return sessionCommand({
    name: "portfolio",
    summary: "print what an account has of every index, and what it is owed",
    description:
      "Prints an account's shares of every index of a deployment, what they are worth at the oracle's prices, and how many " +
      "claims wait, beside its USDC and ether. The account is given, or that of your keystore; no password is needed.",
    exitCodes: "0 printed, 1 failed, 2 an input cannot be used.",
  })
    .addOption(addressOption("--account <address>", "whose; default: the keystore's"))
    .addOption(keystoreOption())
    .addOption(jsonOption("the holdings"))
    .action(async ({ account: given, keystore = defaultKeystore(), json, ...options }) => {
      const { print, width, writeJson } = await openOutput({ json });
      const account = given ?? (await readKeystore(keystore)).address;
      const report = await useSession(options, async (session) => {
        const { client, book } = session;
        const [usdc, ether] = await Promise.all([
          client.readContract({
            address: book.external.usdc,
            abi: erc20Abi,
            functionName: "balanceOf",
            args: [account],
          }),
          client.getBalance({ address: account }),
        ]);
        return { account, usdc, ether, holdings: await readHoldings(session, account) };
      });
      print(`account  ${account}`);
      print(`USDC     ${amountText(report.usdc, 6, 2)}`);
      print(`ether    ${formatEther(report.ether)}`);
      for (const line of holdingLines(report.holdings, width)) print(line);
      await writeJson(report);
      process.exitCode = EXIT.ok;
    });
}

function holdingLines(holdings: readonly Holding[], width: number): string[] {
  if (holdings.length === 0)
    return ["no shares, and nothing owed of a component that an index lists now"];
  const { head, row } = layOutTable(
    [
      { title: "index", width: 8, align: "left" },
      { title: "shares", width: 18, align: "right" },
      { title: "worth", width: 14, align: "right" },
      { title: "claims", width: 6, align: "right" },
      { title: "address", width: 42, align: "left", drop: 1 },
    ],
    width,
  );
  return [
    head(),
    ...holdings.flatMap(({ symbol, vault, shares, value, valueComplete, claims }) =>
      row(
        [symbol, amountText(shares, 18, 6), dollarText(value), String(claims), vault],
        valueComplete ? "" : "worth more than that: a price is unknown",
      ),
    ),
  ];
}
