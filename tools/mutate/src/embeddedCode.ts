import {
  ContractDefinition,
  FunctionDefinition,
  FunctionVisibility,
  Identifier,
  IdentifierPath,
  InlineAssembly,
  MemberAccess,
  ModifierDefinition,
  NewExpression,
  SourceUnit,
  UserDefinedTypeName,
  VariableDeclaration,
} from "solc-typed-ast";
import type { ASTNode } from "solc-typed-ast";

import { rangeOf } from "./rangeOf.ts";

type Declaration = FunctionDefinition | ModifierDefinition | VariableDeclaration;

/**
 * Where the declarations stand whose code a contract carries, as `source:byte`: those of its bases, and whatever they use but
 * do not call from outside. Rather too much than too little: a contract that is not compiled anew keeps its old code.
 */
export function embeddedCode(contract: ContractDefinition): ReadonlySet<string> {
  const places = new Set<string>();
  const contracts = new Set<ContractDefinition>();
  const declarations = new Set<Declaration>();

  const addContract = (added: ContractDefinition): void => {
    if (contracts.has(added)) return;
    contracts.add(added);
    for (const base of added.vLinearizedBaseContracts) {
      for (const child of base.children) {
        if (isDeclaration(child)) addDeclaration(child);
        else child.walkChildren(visit);
      }
    }
  };
  const addDeclaration = (added: Declaration): void => {
    if (declarations.has(added)) return;
    declarations.add(added);
    places.add(`${sourceOf(added)}:${rangeOf(added).start}`);
    added.walk(visit);
  };
  const visit = (node: ASTNode): void => {
    if (
      node instanceof Identifier ||
      node instanceof IdentifierPath ||
      node instanceof MemberAccess
    ) {
      const used = node.vReferencedDeclaration;
      if (used !== undefined && isDeclaration(used) && isCarried(used)) addDeclaration(used);
    }
    // The constants that assembly names are no nodes of the tree.
    if (node instanceof InlineAssembly) {
      for (const { declaration } of node.externalReferences as readonly {
        readonly declaration: number;
      }[]) {
        const used = node.requiredContext.locate(declaration);
        if (isDeclaration(used) && isCarried(used)) addDeclaration(used);
      }
    }
    const created =
      node instanceof NewExpression
        ? node.vTypeName
        : node instanceof MemberAccess && /^(creation|runtime)Code$/.test(node.memberName)
          ? node
          : undefined;
    created?.walk((part) => {
      const named =
        part instanceof UserDefinedTypeName || part instanceof Identifier
          ? part.vReferencedDeclaration
          : undefined;
      if (named instanceof ContractDefinition) addContract(named);
    });
  };
  addContract(contract);
  return places;
}

/** What has code of its own, not a local variable, a parameter or a field. */
function isDeclaration(node: ASTNode): node is Declaration {
  if (node instanceof VariableDeclaration)
    return node.stateVariable || node.parent instanceof SourceUnit;
  return node instanceof FunctionDefinition || node instanceof ModifierDefinition;
}

/** A function of another contract that only takes calls stays there. */
function isCarried(declaration: Declaration): boolean {
  return (
    !(declaration instanceof FunctionDefinition) ||
    declaration.visibility !== FunctionVisibility.External
  );
}

function sourceOf(node: ASTNode): string {
  return node.getClosestParentByType(SourceUnit)?.absolutePath ?? "";
}
