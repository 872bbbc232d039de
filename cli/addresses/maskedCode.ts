import type { ShippedContract } from "../../deploy/bytecode/readShippedContract.ts";

/** Deployed code with zeros where it holds the values of immutables, a library's own address among them. */
export function maskedCode(
  code: string,
  immutables: ShippedContract["immutableReferences"],
): string {
  const digits = [...code.slice("0x".length)];
  for (const { start, length } of Object.values(immutables).flat())
    digits.fill("0", 2 * start, 2 * (start + length));
  return `0x${digits.join("")}`;
}
