import { CommandFailedError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { addressOption } from "@sheaf/commands/addressOption";
import { decimalOption } from "@sheaf/commands/decimalOption";
import { encodeFunctionData, parseAbi } from "viem";

import { openSigner } from "./session/openSigner.ts";
import { sendCall } from "./session/sendCall.ts";
import { signingCommand } from "./session/signingCommand.ts";
import { useSession } from "./session/useSession.ts";
import { amountText } from "./text/amountText.ts";

const USDC_DECIMALS = 6;
const USUAL = 10_000_000_000n; // {usdc}
const FAUCET = parseAbi(["function mint(address to, uint256 amount)"]);

/** `sheaf faucet`: USDC of a test market. */
export function faucetCommand() {
  return signingCommand({
    name: "faucet",
    summary: "get USDC of a test market, which is worth nothing",
    description:
      "Mints USDC of a deployment's test market to your account or another one. It works only where the address book has a " +
      "test market; such USDC is worth nothing. Ether for the network fee comes from the network's own faucet.",
    exitCodes: "0 minted, 1 not minted, or no test market, 2 an input cannot be used.",
  })
    .addOption(addressOption("--to <address>", "who gets it; default: the key's own account"))
    .addOption(decimalOption("--usdc <amount>", "how much; default: 10000", USDC_DECIMALS))
    .addOption(jsonOption("account and amount"))
    .action(async ({ to, usdc = USUAL, json, yes: _, ...given }) => {
      const { print, writeJson } = await openOutput({ json });
      await useSession(given, async (session) => {
        const { book } = session;
        if (book.testMarket === undefined)
          throw new CommandFailedError(
            `${book.network} has no test market: its USDC is real, and comes from whoever has some.`,
          );
        const account = await openSigner(session, given);
        const receiver = to ?? account.address;
        const data = encodeFunctionData({
          abi: FAUCET,
          functionName: "mint",
          args: [receiver, usdc],
        });
        const call = { to: book.external.usdc, data };
        const title = "mint test USDC";
        const { transactionHash } = await sendCall({ session, account, call, title, print });
        print(`${receiver} got ${amountText(usdc, USDC_DECIMALS, 2)} test USDC`);
        await writeJson({ account: receiver, usdc, transactionHash });
      });
      process.exitCode = EXIT.ok;
    });
}
