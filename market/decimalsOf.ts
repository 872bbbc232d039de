import { id as hashOf } from "ethers";

/** Mostly 18, as in life, and the rest to keep everyone honest. */
const USUAL = [6, 8, 9, 12, 18, 18, 18, 24] as const;

/** The decimals of a name's token: 8 for bitcoin, otherwise drawn by the hash of the name. */
export function decimalsOf(id: string): number {
  return id === "bitcoin" ? 8 : USUAL[Number(BigInt(hashOf(id)) % BigInt(USUAL.length))];
}
