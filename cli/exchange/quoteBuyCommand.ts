import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";

import { findIndex } from "../index/findIndex.ts";
import { sessionCommand } from "../session/sessionCommand.ts";
import { useSession } from "../session/useSession.ts";
import { buyLines } from "./buyLines.ts";
import { exchangeSources } from "./exchangeSources.ts";
import { quoteExchange } from "@sheaf/sdk/quote/quoteExchange";
import { slippageOption } from "./slippageOption.ts";
import { usdcOption } from "./usdcOption.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD

/** `sheaf quote buy`: what a purchase would do. */
export function quoteBuyCommand() {
  return sessionCommand({
    name: "buy",
    summary: "print what a purchase would cost and bring",
    description:
      "Prints what `sheaf buy` would sign, from the state of now. It needs no key and sends nothing.",
    exitCodes: "0 quoted, 1 failed, 2 an input cannot be used, or no pool gives what is needed.",
  })
    .argument("<index>", "symbol or address")
    .addOption(usdcOption().makeOptionMandatory())
    .addOption(slippageOption())
    .addOption(jsonOption("the quote"))
    .action(async (wanted, { usdc, slippage: basisPoints, json, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      const slippage = BigInt(basisPoints) * BASIS_POINT;
      const found = await useSession(given, async (session) =>
        quoteExchange(exchangeSources(session, await findIndex(session, wanted)), (state) =>
          quoteBuy({ state, usdc, slippage }),
        ),
      );
      for (const line of buyLines(found, slippage)) print(line);
      await writeJson({ quote: found.quote, networkFee: found.networkFee });
      process.exitCode = EXIT.ok;
    });
}
