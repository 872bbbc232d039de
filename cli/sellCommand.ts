import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";

import { permissionLine } from "./exchange/permissionLine.ts";
import { partiesLine } from "./exchange/partiesLine.ts";
import { exchangeSources } from "./exchange/exchangeSources.ts";
import { quoteExchange } from "@sheaf/sdk/quote/quoteExchange";
import { sellLines } from "./exchange/sellLines.ts";
import { sellReceiptLines } from "./exchange/sellReceiptLines.ts";
import { sellShares } from "./exchange/sellShares.ts";
import { sharesOf } from "./exchange/sharesOf.ts";
import { sharesOption } from "./exchange/sharesOption.ts";
import { slippageOption } from "./exchange/slippageOption.ts";
import { findIndex } from "./index/findIndex.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { signingCommand } from "./session/signingCommand.ts";
import { useSession } from "./session/useSession.ts";
import { amountText } from "./text/amountText.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD

/** `sheaf sell`: USDC for shares. */
export function sellCommand() {
  return signingCommand({
    name: "sell",
    summary: "sell shares of an index for USDC",
    description:
      "Sells shares of an index for USDC through Uniswap v3 pools, in one transaction. A component that no pool takes at a price " +
      "near the oracle's comes to you in kind. It prints what you receive at least, asks, signs on this machine, and follows " +
      "the transaction until it is mined. `sheaf redeem` leaves without any pool.",
    exitCodes: "0 sold, 1 not sold or not known, 2 an input cannot be used; nothing was sent then.",
  })
    .argument("<index>", "symbol or address")
    .addOption(sharesOption("what you sell").makeOptionMandatory())
    .addOption(slippageOption())
    .addOption(jsonOption("quote and receipt"))
    .action(async (wanted, { shares, slippage: basisPoints, json, yes = false, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      const slippage = BigInt(basisPoints) * BASIS_POINT;
      await useSession(given, async (session) => {
        const { client } = session;
        const vault = await findIndex(session, wanted);
        const account = await openSigner(session, given);
        const sold = await sharesOf({ client, vault, owner: account.address, wanted: shares });
        const found = await quoteExchange(exchangeSources(session, vault), (state) =>
          quoteSell({ state, shares: sold, slippage }),
        );
        const { quote, view } = found;
        for (const line of sellLines(found, slippage)) print(line);
        print(partiesLine(session, account.address, vault));
        print(
          await permissionLine(session, {
            token: vault,
            amount: `${amountText(sold, 18, 6)} ${view.symbol}`,
            spender: `router ${session.book.contracts.router.address}`,
          }),
        );
        const question = `Sell ${amountText(sold, 18, 6)} ${view.symbol} for at least ${amountText(quote.limit, 6, 2)} USDC?`;
        await confirm({ question, yes });
        const order = { session, account, vault, symbol: view.symbol, quote, print };
        const done = await sellShares(order);
        for (const line of sellReceiptLines(done, quote, view.symbol)) print(line);
        await writeJson({ quote, ...done });
      });
      process.exitCode = EXIT.ok;
    });
}
