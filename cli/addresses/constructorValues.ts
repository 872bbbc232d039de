import type { Abi, AbiParameter } from "viem";

/** Constructor arguments of an address book, where integers are decimal strings, as viem takes them. */
export function constructorValues(abi: Abi, values: readonly unknown[]): readonly unknown[] {
  const constructor = abi.find((entry) => entry.type === "constructor");
  return values.map((value, index) => {
    const input = constructor?.inputs[index];
    return input === undefined ? value : valueOf(input, value);
  });
}

function valueOf(parameter: AbiParameter, value: unknown): unknown {
  const array = /^(.*)\[\d*\]$/.exec(parameter.type);
  if (array !== null && Array.isArray(value)) {
    const element: AbiParameter = { ...parameter, type: array[1] ?? "" };
    return value.map((each) => valueOf(element, each));
  }
  const isInteger = /^u?int\d*$/.test(parameter.type);
  return isInteger && typeof value === "string" ? BigInt(value) : value;
}
