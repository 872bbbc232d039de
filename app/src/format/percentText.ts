import { localeText } from "./localeText.ts";
import { roundDecimal } from "./roundDecimal.ts";
import type { Rounding } from "./roundDecimal.ts";

const DECIMALS = 16; // of a WAD that is read as per cent
const DIGITS = 2;

export type PercentInputs = {
  readonly part: bigint; // {1} WAD
  readonly rounding: Rounding;
  readonly locale: string;
  readonly signed?: boolean; // whether a gain has a plus sign
};

/** Writes a part as a percentage with two digits. */
export function percentText({ part, rounding, locale, signed = false }: PercentInputs): string {
  const decimal = roundDecimal(part, DECIMALS, DIGITS, rounding);
  const text = localeText(decimal, locale);
  const isGain = part > 0n && /[1-9]/.test(decimal);
  return `${signed && isGain ? "+" : ""}${text} %`;
}
