import { topRules } from "./topRules.ts";
import { UnknownRulesError } from "./UnknownRulesError.ts";
import type { Rules } from "./parseRules.ts";

const NAMED: Readonly<Record<string, (leader: string) => Rules>> = {
  "top-5": (leader) => topRules(5, leader),
  "top-10": (leader) => topRules(10, leader),
  "top-25": (leader) => topRules(25, leader),
  "top-100": (leader) => topRules(100, leader),
};

export const RULES_NAMES: readonly string[] = Object.keys(NAMED);

/**
 * The built-in rules of a name.
 *
 * @throws UnknownRulesError
 */
export function namedRules(name: string, leader: string): Rules {
  const build = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (build === undefined) throw new UnknownRulesError(name, RULES_NAMES);
  return build(leader);
}
