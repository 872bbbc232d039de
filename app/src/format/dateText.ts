const MILLISECONDS = 1000n;

/** Writes a moment of the chain {s} as a date with its time, in the locale's order and the person's time zone. */
export function dateText(moment: bigint, locale: string): string {
  const options = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(Number(moment * MILLISECONDS)));
}
