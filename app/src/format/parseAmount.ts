import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";

/** A typed amount {tok}, or the reason why the text is none. */
export type ParsedAmount =
  | { readonly kind: "amount"; readonly amount: bigint }
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly reason: string };

const PLAIN = /^\d{1,30}(\.\d*)?$|^\.\d+$/;

/**
 * Reads an amount in a locale's own writing: `1,5` is one and a half in de-DE and refused in en-GB, where `1,500` is fifteen
 * hundred. A text with two readings is refused.
 */
export function parseAmount(text: string, decimals: number, locale: string): ParsedAmount {
  const trimmed = text.replaceAll(/[\s\u00A0\u202F_’']/g, "");
  if (trimmed === "") return { kind: "empty" };
  const { group, decimal } = separatorsOf(locale);
  const [whole = "", fraction, ...more] = trimmed.split(decimal);
  if (more.length > 0) return unreadable(`Use one "${decimal}" only.`);
  if (whole.includes(group) && !isGrouped(whole, group))
    return unreadable(`Write the decimals after "${decimal}".`);
  const plain = `${whole.replaceAll(group, "")}${fraction === undefined ? "" : `.${fraction}`}`;
  if (!PLAIN.test(plain)) return unreadable("Write an amount in digits.");
  if ((fraction?.length ?? 0) > decimals)
    return unreadable(`At most ${decimals} digits after "${decimal}".`);
  const full = plain.startsWith(".") ? `0${plain}` : plain.replace(/\.$/, "");
  return { kind: "amount", amount: parseDecimal(full, decimals, "exact") };
}

function unreadable(reason: string): ParsedAmount {
  return { kind: "unreadable", reason };
}

/** Groups of three after the first, as the locale writes them: anything else may be a decimal separator of another locale. */
function isGrouped(whole: string, group: string): boolean {
  const [first = "", ...rest] = whole.split(group);
  return first.length >= 1 && first.length <= 3 && rest.every((part) => /^\d{3}$/.test(part));
}

function separatorsOf(locale: string): { readonly group: string; readonly decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
  const find = (type: string, otherwise: string): string =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return { group: find("group", ","), decimal: find("decimal", ".") };
}
