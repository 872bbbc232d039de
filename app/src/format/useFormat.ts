import { useMemo } from "react";

import { usePreferences } from "../settings/usePreferences.ts";
import { amountText } from "./amountText.ts";
import { dateText } from "./dateText.ts";
import { dollarText } from "./dollarText.ts";
import { percentText } from "./percentText.ts";
import type { Rounding } from "./roundDecimal.ts";

const SHARE = { decimals: 18, digits: 6 } as const;
const USDC = { decimals: 6, digits: 2 } as const;
const TOKEN_DIGITS = 6;

/** Writers of numbers in the person's own format. Rounding is named at each call: down for what is received, up for what is paid. */
export type Format = {
  readonly locale: string;
  readonly shares: (amount: bigint, rounding: Rounding) => string;
  readonly usdc: (amount: bigint, rounding: Rounding) => string;
  readonly token: (amount: bigint, decimals: number, rounding: Rounding) => string;
  readonly dollars: (value: bigint, rounding: Rounding) => string;
  readonly percent: (part: bigint, rounding: Rounding) => string;
  readonly change: (part: bigint) => string;
  readonly date: (moment: bigint) => string;
};

export function useFormat(): Format {
  const { preferences } = usePreferences();
  const locale = preferences.locale === "" ? navigator.language : preferences.locale;
  return useMemo(
    () => ({
      locale,
      shares: (amount, rounding) => amountText({ amount, ...SHARE, rounding, locale }),
      usdc: (amount, rounding) => amountText({ amount, ...USDC, rounding, locale }),
      token: (amount, decimals, rounding) =>
        amountText({ amount, decimals, digits: TOKEN_DIGITS, rounding, locale }),
      dollars: (value, rounding) => dollarText(value, rounding, locale),
      percent: (part, rounding) => percentText({ part, rounding, locale }),
      change: (part) => percentText({ part, rounding: "down", locale, signed: true }),
      date: (moment) => dateText(moment, locale),
    }),
    [locale],
  );
}
