import type { Provider } from "ethers";

import { SequencerError } from "../errors.ts";
import { readRound } from "./readRound.ts";

/**
 * Checks that a rollup's uptime feed answers, and that the sequencer is up.
 * @throws NoCodeError, WrongContractError, SequencerError
 */
export async function checkSequencer(provider: Provider, address: string): Promise<void> {
  const { answer, startedAt } = await readRound(provider, "sequencer feed", address);
  if (answer !== 0n) throw new SequencerError(address, `answers ${answer}: the sequencer is down`);
  if (startedAt === 0) throw new SequencerError(address, "has no round yet");
}
