import { createHash } from "node:crypto";

import { ContractDefinition, ContractKind } from "solc-typed-ast";
import type { ASTNode, SourceUnit } from "solc-typed-ast";

import { applyEdit } from "./applyEdit.ts";
import type { Edit, Mutant, OperatorName } from "./mutant.ts";
import { deleteModifier } from "./operators/deleteModifier.ts";
import { deleteRequire } from "./operators/deleteRequire.ts";
import { dropCall } from "./operators/dropCall.ts";
import { dropEmit } from "./operators/dropEmit.ts";
import { flipRounding } from "./operators/flipRounding.ts";
import { nudgeConstant } from "./operators/nudgeConstant.ts";
import { swapArguments } from "./operators/swapArguments.ts";
import { swapComparison } from "./operators/swapComparison.ts";
import { swapPlusMinus } from "./operators/swapPlusMinus.ts";
import { placeOf } from "./placeOf.ts";
import { unifiedDiff } from "./unifiedDiff.ts";

type Operator = (node: ASTNode, source: Buffer) => Edit[];

/** A new operator is one file, one line, one name. */
const OPERATORS: readonly (readonly [OperatorName, Operator])[] = [
  ["delete-require", deleteRequire],
  ["delete-modifier", deleteModifier],
  ["flip-rounding", flipRounding],
  ["swap-comparison", swapComparison],
  ["swap-plus-minus", swapPlusMinus],
  ["nudge-constant", nudgeConstant],
  ["drop-emit", dropEmit],
  ["drop-call", dropCall],
  ["swap-arguments", swapArguments],
];

/** Every mutant of a source, in the order of the source. Interfaces have nothing to mutate, assembly is left alone. */
export function findMutants(file: string, unit: SourceUnit, text: string): Mutant[] {
  const source = Buffer.from(text);
  const mutants = new Map<string, Mutant>();
  unit.walk((node) => {
    if (isInInterface(node)) return;
    for (const [operator, edits] of OPERATORS) {
      for (const edit of edits(node, source)) {
        const mutant = identify(file, operator, node, edit, source, text);
        mutants.set(mutant.id, mutant);
      }
    }
  });
  return [...mutants.values()].sort(
    (a, b) => a.start - b.start || a.length - b.length || (a.id < b.id ? -1 : 1),
  );
}

function isInInterface(node: ASTNode): boolean {
  const contract =
    node instanceof ContractDefinition ? node : node.getClosestParentByType(ContractDefinition);
  return contract?.kind === ContractKind.Interface;
}

/** The range counts from where its function starts, so that an edit elsewhere in the file renames no mutant. */
function identify(
  file: string,
  operator: OperatorName,
  node: ASTNode,
  edit: Edit,
  source: Buffer,
  text: string,
): Mutant {
  const place = placeOf(node);
  const original = source.subarray(edit.start, edit.start + edit.length).toString();
  const identity = [
    file,
    operator,
    place.signature,
    edit.start - place.start,
    original,
    edit.replacement,
  ];
  return {
    ...edit,
    id: createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 12),
    file,
    operator,
    line: source.subarray(0, edit.start).toString().split("\n").length,
    place: place.name,
    placeStart: place.start,
    diff: unifiedDiff(file, text, applyEdit(source, edit)),
  };
}
