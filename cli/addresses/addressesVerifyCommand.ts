import { join } from "node:path";

import { createCommand } from "@sheaf/commands/createCommand";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { nodeUrlOption } from "@sheaf/commands/nodeUrlOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { textOption } from "@sheaf/commands/textOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";

import { standardInput } from "../../deploy/verification/standardInput.ts";
import { verifyBook } from "../../deploy/verification/verifyBook.ts";
import { bookOfNetwork } from "./bookOfNetwork.ts";
import { openBook } from "./openBook.ts";
import { replaceBook } from "./replaceBook.ts";
import { verificationLine } from "./verificationLine.ts";
import { verifiersOf } from "./verifiersOf.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const LOCAL_CHAIN = 31337;
const SOURCIFY = "https://sourcify.dev/server";
const ETHERSCAN = "https://api.etherscan.io/v2/api";
const SECOND = 1_000; // {ms}

/** `sheaf addresses verify`: the sources of an address book's contracts, verified where people look them up. */
export function addressesVerifyCommand() {
  return createCommand({
    name: "verify",
    summary: "verify the sources of an address book's contracts",
    description:
      "Gives the sources of an address book's contracts to Sourcify, which needs no key, and to Etherscan if ETHERSCAN_API_KEY " +
      "holds a key. Notes in the book where each is verified; a second run goes on, and asks nothing that the book knows. " +
      "Needs the contracts compiled from nothing (npm run build). Both protocols are tested with local services; nobody has " +
      "run this against the live ones yet.",
    exitCodes:
      "0 all is verified, 1 a source was refused or a service is not done, 2 the options, the book or the build cannot be used.",
  })
    .addOption(
      pathOption("--addresses <file>", "address book of the deployment").env("SHEAF_ADDRESSES"),
    )
    .addOption(
      textOption(
        "--network <name>",
        "deploy/networks/NAME.json: without --addresses, the book of its chain",
        (name) => name,
      ),
    )
    .addOption(nodeUrlOption("--sourcify <url>", "Sourcify's server").default(SOURCIFY))
    .addOption(nodeUrlOption("--etherscan <url>", "Etherscan's API").default(ETHERSCAN))
    .addOption(
      wholeNumberOption("--poll <seconds>", "pause between two questions", { from: 1 }).default(3),
    )
    .addOption(
      wholeNumberOption("--patience <seconds>", "for one contract at one service", {
        from: 1,
      }).default(300),
    )
    .addOption(jsonOption("what became of each contract"))
    .action(async ({ addresses, network, sourcify, etherscan, poll, patience, json }) => {
      const { print, writeJson } = await openOutput({ json });
      const file = addresses ?? (await bookOfNetwork(network));
      const book = await openBook(file);
      if (book.chainId === LOCAL_CHAIN && sourcify === SOURCIFY)
        throw new UnusableOptionError(
          `${file} is of the local chain ${LOCAL_CHAIN}, which no public service reads; give --sourcify <url> of a local one`,
        );
      const verifiers = verifiersOf(book.chainId, { sourcify, etherscan }, process.env);
      if (!verifiers.some(({ name }) => name === "Etherscan"))
        print("Etherscan  skipped: no ETHERSCAN_API_KEY, or no explorer of its for this chain");
      const done = await verifyBook({
        book,
        verifiers,
        inputOf: (contract) => standardInput(ROOT, contract),
        pace: { poll: poll * SECOND, patience: patience * SECOND },
        save: (verified) => replaceBook(file, verified),
        report: (one) => print(verificationLine(one)),
      });
      await writeJson(done);
      const isDone = done.every(({ state }) => state === "verified" || state === "known");
      process.exitCode = isDone ? EXIT.ok : EXIT.failed;
    });
}
