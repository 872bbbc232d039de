import { UnknownEnumError } from "./errors.ts";

/**
 * The name of a contract's enum value.
 *
 * @param what The enum, for the error message.
 * @param names Its names, in the contract's order.
 * @throws UnknownEnumError for a value without a name. No value is replaced by a default.
 */
export function decodeEnum<name extends string>(
  what: string,
  names: readonly name[],
  value: number,
): name {
  const found = names[value];
  if (found === undefined) throw new UnknownEnumError(what, value, names.length);
  return found;
}
