import { z } from "zod/v4";

import { NodeRefusedError } from "../errors.ts";
import type { AskNode } from "./askNode.ts";

const BLOCK = z.object({ timestamp: z.string().regex(/^0x/) });

/**
 * Waits until a date {s}: moves the clock of a local node there, if that is wanted.
 * @returns whether the date has come
 */
export async function passTime(ask: AskNode, date: number, isWanted: boolean): Promise<boolean> {
  const { timestamp } = BLOCK.parse(await ask("eth_getBlockByNumber", ["latest", false]));
  const left = date - Number(timestamp);
  if (left <= 0) return true;
  if (!isWanted) return false;
  try {
    await ask("evm_increaseTime", [left]);
    await ask("evm_mine", []);
    return true;
  } catch (error) {
    if (error instanceof NodeRefusedError) return false; // a public chain's clock is nobody's
    throw error;
  }
}
