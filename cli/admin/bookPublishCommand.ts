import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { encodeFunctionData, size, zeroAddress } from "viem";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { actionCommand } from "./actionCommand.ts";
import { readListingHistory } from "./listing/readListingHistory.ts";
import type { Plan } from "./plan.ts";
import { planDirect } from "./planDirect.ts";
import { runAction } from "./runAction.ts";

const MAX_COUNT = 200; // {components} of `ListingBook`
const STRIDE = 116; // {byte} of one component, behind one byte of code

/** `sheaf book publish`: copies what is in force of every component into one contract. */
export function bookPublishCommand() {
  return actionCommand({
    name: "publish",
    summary: "publish a book of what the registry lists, so that epochs cost less gas (anyone)",
    description:
      "Copies what is in force of every listed component into one contract, which starts and trades then read for less gas. Anyone signs. The registry forgets its book with every listing, tightening, restriction and freeze. Publish it again after each.",
  }).action((options) => runAction(options, planBook));
}

async function planBook(session: Session, print: (line: string) => void): Promise<Plan> {
  const tokens = [...new Set((await readListingHistory(session)).map(({ token }) => token))]
    .slice(0, MAX_COUNT)
    .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  if (tokens.length <= (await presentCount(session))) {
    print(`The present book has all ${tokens.length} components. Nothing is to be published.`);
    return { signer: "anyone", steps: [] };
  }
  const data = encodeFunctionData({
    abi: componentRegistryAbi,
    functionName: "publishBook",
    args: [tokens],
  });
  const call = { to: session.book.contracts.registry.address, data };
  return planDirect("anyone", [{ name: "Publish the book", call }]);
}

/** {components} of the present book; zero if there is none. */
async function presentCount({ client, book }: Session): Promise<number> {
  const address: Address = await client.readContract({
    address: book.contracts.registry.address,
    abi: componentRegistryAbi,
    functionName: "book",
  });
  const code = address === zeroAddress ? undefined : await client.getCode({ address });
  return code === undefined ? 0 : Math.floor((size(code) - 1) / STRIDE);
}
