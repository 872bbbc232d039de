import type { NamedCall, Step } from "./plan.ts";

/** A step's calls for a multisig: what is signed now, what that has the timelock do, and what carries it out. */
export function calldataLines({ name, call, related = [] }: Step): string[] {
  return [{ name, call }, ...related].flatMap(callLines);
}

function callLines({ name, call: { to, data, value = 0n } }: NamedCall): string[] {
  return ["", name, `target    ${to}`, `value     ${value}`, `calldata  ${data}`];
}
