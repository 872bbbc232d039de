import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { replaceBook } from "../addresses/replaceBook.ts";
import { confirm } from "../session/confirm.ts";
import { signingCommand } from "../session/signingCommand.ts";
import { useSession } from "../session/useSession.ts";
import { testPrices } from "./testPrices.ts";

const SEED = 1;
const MAX_TOKENS = 20;

/** `sheaf market add`: newcomers of a test market. */
export function marketAddCommand() {
  return signingCommand({
    name: "add",
    summary: "make the largest tokens that a test market lacks, with feed and pool",
    description:
      "Makes the largest names that a test market lacks, of the market week at which its feeds stand: a token, a price feed and " +
      "a pool with depth. It mints you one token of each, for the registry's probe, and adds them to the address book. The " +
      "registry does not list them: `sheaf admin listing propose` begins that.",
    exitCodes: "0 made, 1 failed or not confirmed, 2 an input cannot be used.",
  })
    .addOption(
      wholeNumberOption("--tokens <n>", "how many; default: 1", { from: 1, to: MAX_TOKENS }),
    )
    .addOption(
      wholeNumberOption("--seed <n>", "of the modelled market, as at the deployment", {
        from: 0,
      }).default(SEED),
    )
    .addOption(
      pathOption("--data <dir>", "recorded market rows (format: sdk/src/market/README.md)"),
    )
    .addOption(jsonOption("the tokens"))
    .action(async ({ tokens: count = 1, seed, data, json, yes, ...options }) => {
      const { print, writeJson } = await openOutput({ json });
      const [{ openWallet }, { addToTestMarket }] = await Promise.all([
        import("../deploy/openWallet.ts"),
        import("./addToTestMarket.ts"),
      ]);
      const market = await testPrices({ data, seed });
      await useSession(options, async ({ book, bookFile, rpcUrl }) => {
        const wallet = await openWallet(options, book.chainId);
        const question = `Add to the test market on ${book.network} with ${wallet.address}?`;
        await confirm({ question, yes: yes === true });
        const result = await addToTestMarket({ book, rpcUrl, wallet, market, count });
        await replaceBook(bookFile, result.book);
        for (const { id, symbol, token, feed } of result.added)
          print(`${id} (${symbol}): token ${token}, feed ${feed}`);
        print(`in the address book ${bookFile}; sent ${result.sent} transactions`);
        await writeJson({ added: result.added, sent: result.sent });
      });
      process.exitCode = EXIT.ok;
    });
}
