import { basisPointsOption } from "@sheaf/commands/basisPointsOption";
import { callerDirectory } from "@sheaf/commands/callerDirectory";
import { decimalOption } from "@sheaf/commands/decimalOption";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { textOption } from "@sheaf/commands/textOption";
import { RULES_NAMES } from "@sheaf/sdk/rules/namedRules";
import { resolve } from "node:path";

import { loadRules } from "../backtest/loadRules.ts";
import { confirm } from "../session/confirm.ts";
import { openSigner } from "../session/openSigner.ts";
import { signingCommand } from "../session/signingCommand.ts";
import { useSession } from "../session/useSession.ts";
import { amountText } from "../text/amountText.ts";
import { createIndex } from "./create/createIndex.ts";
import { creationLines } from "./create/creationLines.ts";
import { readBuyable } from "./create/readBuyable.ts";
import { termsFor } from "./create/termsFor.ts";

const BASIS_POINT = 10n ** 14n; // {1} WAD
const USDC_DECIMALS = 6;
const SHARE_PRICE = 100_000_000n; // {usdc/share}
const LEADER = "bitcoin";
const MAX_TEXT = 32; // {characters}

/** `sheaf index create`: an index of one's own. */
export function indexCreateCommand() {
  return signingCommand({
    name: "create",
    summary: "create an index that follows rules of your choice",
    description:
      "Creates an index from USDC. It prints what the index will be, what it may never do, and what it costs, and asks. The " +
      "limits are narrow enough for the rules and hold for ever. Shares worth $100 stay locked. The index holds USDC until the " +
      `strategist starts its first epoch. Built-in rules: ${RULES_NAMES.join(", ")}.`,
    exitCodes: "0 created, 1 not created, 2 an input cannot be used; nothing was sent then.",
  })
    .addOption(
      textOption("--rules <name>", "built-in rules, or a file", (text) =>
        RULES_NAMES.includes(text) ? text : resolve(callerDirectory(), text),
      ).makeOptionMandatory(),
    )
    .addOption(shortTextOption("--name <text>", "name of the index").makeOptionMandatory())
    .addOption(shortTextOption("--symbol <text>", "symbol of its share").makeOptionMandatory())
    .addOption(
      decimalOption(
        "--usdc <amount>",
        "what you put in, in USDC, 100 at least",
        USDC_DECIMALS,
      ).makeOptionMandatory(),
    )
    .addOption(
      decimalOption(
        "--share-price <usdc>",
        "what a share costs at first; default: 100",
        USDC_DECIMALS,
      ),
    )
    .addOption(
      basisPointsOption(
        "--loss-limit <bps>",
        "what trades may lose in any seven days",
        500,
      ).default(300),
    )
    .addOption(
      textOption("--leader <id>", "market id whose closes tell the regime", (text) => text).default(
        LEADER,
      ),
    )
    .addOption(jsonOption("address and receipt"))
    .action(async ({ rules: chosen, name, symbol, usdc, json, yes = false, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      const rules = await loadRules(chosen, given.leader);
      const terms = termsFor(rules, { lossLimit: BigInt(given.lossLimit) * BASIS_POINT });
      const { sharePrice = SHARE_PRICE } = given;
      const creation = { name, symbol, usdcAmount: usdc, sharePrice, terms };
      await useSession(given, async (session) => {
        const account = await openSigner(session, given);
        for (const line of creationLines(creation, rules, await readBuyable(session))) print(line);
        const { address } = session.book.contracts.factory;
        print(
          `permission: an allowance of exactly ${amountText(usdc, USDC_DECIMALS, 2)} USDC to the factory ${address} comes first, in a transaction of its own`,
        );
        const question = `Create ${name} (${symbol}) with ${amountText(usdc, USDC_DECIMALS, 2)} USDC?`;
        await confirm({ question, yes });
        const created = await createIndex({ session, account, creation, print });
        print(`index: ${created.index}`);
        print(`Show it with \`sheaf index show ${symbol}\`.`);
        await writeJson(created);
      });
      process.exitCode = EXIT.ok;
    });
}

/** A text of a share, which wallets show whole. */
function shortTextOption<usage extends string>(flags: usage, description: string) {
  return textOption(flags, `${description}, at most ${MAX_TEXT} characters`, (text): string => {
    if (text.trim() !== "" && text.length <= MAX_TEXT) return text.trim();
    throw new UnusableOptionError(
      `${flags.split(" ")[0]} takes a text of at most ${MAX_TEXT} characters`,
    );
  });
}
