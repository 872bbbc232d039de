import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";

import { buyLines } from "./exchange/buyLines.ts";
import { buyReceiptLines } from "./exchange/buyReceiptLines.ts";
import { buyShares } from "./exchange/buyShares.ts";
import { exchangeSources } from "./exchange/exchangeSources.ts";
import { quoteExchange } from "@sheaf/sdk/quote/quoteExchange";
import { slippageOption } from "./exchange/slippageOption.ts";
import { usdcOption } from "./exchange/usdcOption.ts";
import { partiesLine } from "./exchange/partiesLine.ts";
import { permissionLine } from "./exchange/permissionLine.ts";
import { findIndex } from "./index/findIndex.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { signingCommand } from "./session/signingCommand.ts";
import { useSession } from "./session/useSession.ts";
import { amountText } from "./text/amountText.ts";
import { ceilText } from "./text/ceilText.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD

/** `sheaf buy`: shares for USDC. */
export function buyCommand() {
  return signingCommand({
    name: "buy",
    summary: "buy shares of an index with USDC, from a key of your own",
    description:
      "Buys shares of an index with USDC through Uniswap v3 pools, in one transaction. It prints what you pay and receive, " +
      "every fee and the minimum, asks, signs on this machine, and follows the transaction until it is mined. The unused " +
      "part of your USDC comes back in the same transaction, and a purchase leaves no allowance.",
    exitCodes:
      "0 bought, 1 not bought or not known, 2 an input cannot be used; nothing was sent then.",
  })
    .argument("<index>", "symbol or address")
    .addOption(usdcOption().makeOptionMandatory())
    .addOption(slippageOption())
    .addOption(jsonOption("quote and receipt"))
    .action(async (wanted, { usdc, slippage: basisPoints, json, yes = false, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      const slippage = BigInt(basisPoints) * BASIS_POINT;
      await useSession(given, async (session) => {
        const vault = await findIndex(session, wanted);
        const account = await openSigner(session, given);
        const found = await quoteExchange(exchangeSources(session, vault), (state) =>
          quoteBuy({ state, usdc, slippage }),
        );
        const { quote, view } = found;
        for (const line of buyLines(found, slippage)) print(line);
        print(partiesLine(session, account.address, vault));
        const { router } = session.book.contracts;
        print(
          await permissionLine(session, {
            token: session.book.external.usdc,
            amount: `${ceilText(quote.limit, 6, 2)} USDC`,
            spender: `router ${router.address}`,
          }),
        );
        const question = `Buy ${amountText(quote.shares, 18, 6)} ${view.symbol} for at most ${ceilText(quote.limit, 6, 2)} USDC?`;
        await confirm({ question, yes });
        const bought = await buyShares({ session, account, vault, quote, print });
        for (const line of buyReceiptLines(bought, quote, view.symbol)) print(line);
        await writeJson({ quote, ...bought });
      });
      process.exitCode = EXIT.ok;
    });
}
