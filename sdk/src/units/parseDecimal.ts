import { MalformedDecimalError } from "./errors.ts";
import { mulDivDown } from "./mulDivDown.ts";
import { mulDivUp } from "./mulDivUp.ts";

/** Where digits beyond `decimals` go: down, up, or refused. */
export type DecimalRounding = "floor" | "ceil" | "exact";

const DECIMAL = /^([+-]?)(\d{1,80})(?:\.(\d{1,80}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal text, scientific notation included, as an integer of `decimals` decimals. No float is involved.
 *
 * @example parseDecimal("1.792667e-05", 18) // 17926670000000n
 */
export function parseDecimal(
  text: string,
  decimals: number,
  rounding: DecimalRounding = "floor",
): bigint {
  const match = DECIMAL.exec(text);
  if (match === null) throw new MalformedDecimalError(text, "a finite decimal number");
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const magnitude = BigInt(whole + fraction);
  const mantissa = sign === "-" ? -magnitude : magnitude;
  const shift = decimals + Number(exponent) - fraction.length;
  if (shift >= 0) return mantissa * 10n ** BigInt(shift);
  return divide(
    mantissa,
    10n ** BigInt(-shift),
    rounding,
    () => new MalformedDecimalError(text, `exact in ${decimals} decimals`),
  );
}

function divide(
  value: bigint,
  denominator: bigint,
  rounding: DecimalRounding,
  inexact: () => Error,
): bigint {
  const down = mulDivDown(value, 1n, denominator);
  if (rounding === "floor") return down;
  const up = mulDivUp(value, 1n, denominator);
  if (rounding === "exact" && up !== down) throw inexact();
  return up;
}
