import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";

import { findIndex } from "../index/findIndex.ts";
import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { exchangeSources } from "./exchangeSources.ts";
import { quoteExchange } from "@sheaf/sdk/quote/quoteExchange";
import { sellLines } from "./sellLines.ts";
import { sharesOption } from "./sharesOption.ts";
import { slippageOption } from "./slippageOption.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD

/** `sheaf quote sell`: what a sale would do. */
export function quoteSellCommand() {
  return sessionCommand({
    name: "sell",
    summary: "print what a sale would bring",
    description:
      "Prints what `sheaf sell` would sign, from the state of now. It needs no key and sends nothing.",
    exitCodes: "0 quoted, 1 failed, 2 an input cannot be used.",
  })
    .argument("<index>", "symbol or address")
    .addOption(sharesOption("what is sold").makeOptionMandatory())
    .addOption(slippageOption())
    .addOption(jsonOption("the quote"))
    .action(async (wanted, { shares, slippage: basisPoints, json, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      if (shares === "all")
        throw new UnusableOptionError("--shares takes a number here: a quote knows no holder");
      const slippage = BigInt(basisPoints) * BASIS_POINT;
      const found = await useSession(given, async (session) =>
        quoteExchange(exchangeSources(session, await findIndex(session, wanted)), (state) =>
          quoteSell({ state, shares, slippage }),
        ),
      );
      for (const line of sellLines(found, slippage)) print(line);
      await writeJson({ quote: found.quote, networkFee: found.networkFee });
      process.exitCode = EXIT.ok;
    });
}
