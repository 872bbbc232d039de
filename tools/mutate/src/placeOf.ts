import {
  ContractDefinition,
  FunctionDefinition,
  ModifierDefinition,
  SourceUnit,
  VariableDeclaration,
} from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import { rangeOf } from "./rangeOf.ts";

export type Place = {
  readonly name: string;
  /** With the types of its parameters, so that overloads differ. */
  readonly signature: string;
  readonly start: number; // {byte}
};

/** The function or the state variable around a node; the source itself for what stands in neither. */
export function placeOf(node: ASTNode): Place {
  const path: ASTNode[] = [];
  for (let at: ASTNode | undefined = node; at !== undefined; at = at.parent) path.push(at);
  const contract = path.find((parent) => parent instanceof ContractDefinition);
  const prefix = contract === undefined ? "" : `${contract.name}.`;
  const callable = path.find(
    (parent) => parent instanceof FunctionDefinition || parent instanceof ModifierDefinition,
  );
  if (callable !== undefined) {
    const unnamed = callable instanceof FunctionDefinition ? callable.kind : "";
    const name = `${prefix}${callable.name === "" ? unnamed : callable.name}`;
    const types = callable.vParameters.vParameters.map(({ typeString }) => typeString);
    return { name, signature: `${name}(${types.join(",")})`, start: rangeOf(callable).start };
  }
  const variable = path.find(
    (parent) =>
      parent instanceof VariableDeclaration &&
      (parent.stateVariable || parent.parent instanceof SourceUnit),
  );
  if (variable instanceof VariableDeclaration) {
    const name = `${prefix}${variable.name}`;
    return { name, signature: name, start: rangeOf(variable).start };
  }
  const name = contract?.name ?? "";
  return { name, signature: name, start: contract === undefined ? 0 : rangeOf(contract).start };
}
