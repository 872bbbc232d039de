import { BaseError } from "viem";

/** The reason why a node refused something, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) {
    const line = (error.details || error.shortMessage).split("\n")[0] ?? "";
    return line.endsWith(".") ? line : `${line}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
