import type { MutantResult, Status } from "@sheaf/mutate/mutant";

/** A result of which only id, source and status matter. */
export function resultOf(id: string, status: Status, file = "contracts/Tiny.sol"): MutantResult {
  return {
    id,
    file,
    status,
    operator: "drop-emit",
    line: 1,
    place: "Tiny.act",
    diff: "",
    detail: "",
    compileSeconds: 1,
    testSeconds: 2,
  };
}
