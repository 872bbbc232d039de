import { countOf } from "@sheaf/commands/countOf";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { forecastRedemption } from "@sheaf/sdk/exit/forecastRedemption";
import { redemptionCall } from "@sheaf/sdk/exit/redemptionCall";
import { WAD } from "@sheaf/sdk/units/wad";
import { erc20Abi } from "viem";

import { sharesOf } from "./exchange/sharesOf.ts";
import { sharesOption } from "./exchange/sharesOption.ts";
import { exitCommand } from "./exit/exitCommand.ts";
import { useExit } from "./exit/useExit.ts";
import { redemptionLines } from "./exit/redemptionLines.ts";
import { skipOption } from "./exit/skipOption.ts";
import { confirm } from "./session/confirm.ts";
import { openSigner } from "./session/openSigner.ts";
import { sendCall } from "./session/sendCall.ts";
import { amountText } from "./text/amountText.ts";

/** `sheaf redeem`: components for shares. */
export function redeemCommand() {
  return exitCommand({
    name: "redeem",
    summary: "leave an index in kind: every component for your shares",
    description:
      "Burns shares and pays your part of every component. It needs a node, a key and the index's address, and nothing of " +
      "Sheaf's: no price, no pool, no role and no pause can stop it. A component whose transfer fails stays a claim of yours. " +
      "It prints what you receive and which claims stay, asks, signs on this machine, and follows the transaction.",
    exitCodes:
      "0 redeemed, 1 not redeemed or not known, 2 an input cannot be used; nothing was sent then.",
  })
    .addOption(sharesOption("what you redeem").makeOptionMandatory())
    .addOption(skipOption())
    .addOption(jsonOption("what was paid and credited"))
    .action(
      async (wanted, { shares: given, skip: skipped = [], json, yes = false, ...options }) => {
        const { print, writeJson } = await openOutput({ json });
        await useExit(options, wanted, async (exit) => {
          const { client, vault } = exit;
          const account = await openSigner(exit, options);
          const owner = account.address;
          const shares = await sharesOf({ client, vault, owner, wanted: given });
          const symbol = await client.readContract({
            address: vault,
            abi: erc20Abi,
            functionName: "symbol",
          });
          const forecast = await forecastRedemption({
            ...{ ...exit, receiver: owner, shares, skipped },
          });
          for (const line of redemptionLines(forecast.parts)) print(line);
          await confirm({ question: `Redeem ${amountText(shares, 18, 6)} ${symbol}?`, yes });

          // No minimum: a minimum of a component that stays a claim would stop the redemption.
          const call = redemptionCall({ vault, owner, shares, forecast, tolerance: WAD });
          const receipt = await sendCall({
            session: exit,
            account,
            call,
            title: "redeem",
            print,
          });
          const inputs = { abi: indexVaultAbi, logs: receipt.logs, emitter: vault };
          const [redeemed] = eventsOf({ ...inputs, eventName: "SharesRedeemed" });
          const credited = eventsOf({ ...inputs, eventName: "ComponentCredited" });
          const paid = (redeemed?.args.amounts ?? []).filter((amount) => amount > 0n).length;
          print(
            `redeemed ${amountText(shares, 18, 6)} ${symbol}: ${countOf(paid, "component")} paid`,
          );
          for (const { args } of credited) print(`a claim stays: ${args.component}`);
          await writeJson({
            transactionHash: receipt.transactionHash,
            shares,
            amounts: redeemed?.args.amounts,
            credited: credited.map(({ args }) => args),
          });
        });
        process.exitCode = EXIT.ok;
      },
    );
}
