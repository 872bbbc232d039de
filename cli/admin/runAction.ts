import { EXIT } from "@sheaf/commands/exitCodes";
import { openOutput } from "@sheaf/commands/openOutput";
import type { Output } from "@sheaf/commands/openOutput";
import type { Hash } from "viem";

import { confirm } from "../session/confirm.ts";
import { openSigner } from "../session/openSigner.ts";
import type { SignerOptions } from "../session/openSigner.ts";
import type { Session, SessionOptions } from "../session/openSession.ts";
import { sendCall } from "../session/sendCall.ts";
import { useSession } from "../session/useSession.ts";
import { calldataLines } from "./calldataLines.ts";
import { checkRole } from "./checkRole.ts";
import type { NamedCall, Plan } from "./plan.ts";

export type ActionOptions = SessionOptions &
  SignerOptions & {
    readonly yes?: true | undefined;
    readonly calldata?: true | undefined;
    readonly json?: string | undefined;
  };

/**
 * Does what a command planned: prints it in words, checks the role, asks, signs and follows each transaction. With
 * `--calldata` it prints the calls and sends nothing.
 */
export async function runAction(
  options: ActionOptions,
  planOf: (session: Session, print: Output["print"]) => Promise<Plan>,
): Promise<void> {
  const { print, writeJson } = await openOutput({ json: options.json });
  await useSession(options, async (session) => {
    const plan = await planOf(session, print);
    for (const { texts } of plan.steps) for (const text of texts) print(text);
    if (options.calldata === true) {
      for (const line of plan.steps.flatMap(calldataLines)) print(line);
      await writeJson({ calls: plan.steps.map(describe), sent: [] });
      return;
    }
    const sent = plan.steps.length === 0 ? [] : await signAll(session, options, plan, print);
    await writeJson({ calls: plan.steps.map(describe), sent });
  });
  process.exitCode = EXIT.ok;
}

async function signAll(
  session: Session,
  options: ActionOptions,
  { signer, steps }: Plan,
  print: Output["print"],
): Promise<Hash[]> {
  const account = await openSigner(session, options);
  await checkRole(session, account.address, signer);
  const count = steps.length === 1 ? "this transaction" : `these ${steps.length} transactions`;
  await confirm({
    question: `Sign ${count} as ${account.address}?`,
    yes: options.yes === true,
  });
  const sent: Hash[] = [];
  for (const { name, call } of steps) {
    const receipt = await sendCall({ session, account, call, title: name, print });
    sent.push(receipt.transactionHash);
  }
  return sent;
}

function describe({ name, call, related = [] }: Plan["steps"][number]) {
  return { ...plain({ name, call }), related: related.map(plain) };
}

function plain({ name, call: { to, data, value = 0n } }: NamedCall) {
  return { name, to, value: value.toString(), data };
}
