import { checkDependencies } from "./checkDependencies.ts";
import { checkFormatting } from "./checkFormatting.ts";
import { checkFreshness } from "./checkFreshness.ts";
import { checkLeftovers } from "./checkLeftovers.ts";
import { checkLicences } from "./checkLicences.ts";
import { checkSecrets } from "./checkSecrets.ts";
import { checkSizes } from "./checkSizes.ts";
import { checkSolidity } from "./checkSolidity.ts";
import { checkSpelling } from "./checkSpelling.ts";
import { checkStorage } from "./checkStorage.ts";
import { checkTypeScript } from "./checkTypeScript.ts";
import type { Gate } from "./finding.ts";

/** All gates, cheapest first. A new gate is one file, one line here, and its planted faults in test/gates/faults. */
export const GATES: readonly Gate[] = [
  {
    name: "leftovers",
    promise: "no overlong file, no note to self, no test switched off",
    needsBuild: false,
    check: checkLeftovers,
  },
  {
    name: "licences",
    promise: "what ships may ship, and every Solidity file names its licence",
    needsBuild: false,
    check: checkLicences,
  },
  {
    name: "sizes",
    promise: "every contract fits, with room left in the vault",
    needsBuild: true,
    check: checkSizes,
  },
  {
    name: "secrets",
    promise: "no key, seed phrase, token or password is committed",
    needsBuild: false,
    check: checkSecrets,
  },
  {
    name: "solidity",
    promise: "product Solidity is documented, explicit and in order",
    needsBuild: false,
    check: checkSolidity,
  },
  {
    name: "dependencies",
    promise: "imports go against the arrow or not at all",
    needsBuild: true,
    check: checkDependencies,
  },
  {
    name: "storage",
    promise: "no stored variable moved unseen",
    needsBuild: false,
    check: checkStorage,
  },
  {
    name: "freshness",
    promise: "generated files are what their generators write",
    needsBuild: true,
    check: checkFreshness,
  },
  {
    name: "spelling",
    promise: "documents and comments are spelt right",
    needsBuild: false,
    check: checkSpelling,
  },
  {
    name: "formatting",
    promise: "files look as prettier writes them",
    needsBuild: false,
    check: checkFormatting,
  },
  {
    name: "typescript",
    promise: "no floating promise, no enum, no any, no stray console",
    needsBuild: true,
    check: checkTypeScript,
  },
];
