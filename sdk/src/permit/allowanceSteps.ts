/**
 * Values {tok} that are approved one after the other, until a spender may take an exact amount. An allowance that is right already,
 * as after a crash, is left; any other one is set to zero first, for some tokens refuse to change one.
 */
export function allowanceSteps(allowed: bigint, wanted: bigint): readonly bigint[] {
  if (allowed === wanted) return [];
  return allowed === 0n || wanted === 0n ? [wanted] : [0n, wanted];
}
