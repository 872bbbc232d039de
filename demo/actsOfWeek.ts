/** What a person does with the index: in kind, or for USDC. Parts are of what the person holds. */
export type Act = { readonly person: number } & (
  | { readonly kind: "buys"; readonly usdc: bigint /* {usdc} */ }
  | { readonly kind: "issues"; readonly shares: bigint /* {share} */ }
  | { readonly kind: "sells" | "redeems"; readonly part: readonly [bigint, bigint] }
);

const USDC = 10n ** 6n;
const SHARE = 10n ** 18n;

/** Every eight weeks each of three people comes in and goes out in part, by both doors. */
const PERIOD = 8;
const ALL: readonly [bigint, bigint] = [1n, 1n];

/** Who does what in a week, counted from 0. In the last one the first of them sells all, and the second redeems all in kind. */
export function actsOfWeek(week: number, weeks: number): Act[] {
  if (week > 0 && week === weeks - 1)
    return [
      { person: 0, kind: "sells", part: ALL },
      { person: 1, kind: "redeems", part: ALL },
    ];
  switch (week % PERIOD) {
    case 1:
      return [{ person: 0, kind: "buys", usdc: 2_000n * BigInt(week) * USDC }];
    case 2:
      return [{ person: 1, kind: "issues", shares: BigInt(20 + 7 * week) * SHARE }];
    case 3:
      return [{ person: 2, kind: "buys", usdc: 500n * BigInt(week) * USDC }];
    case 4:
      return [{ person: 0, kind: "sells", part: [1n, 3n] }];
    case 5:
      return [{ person: 1, kind: "redeems", part: [1n, 2n] }];
    case 6:
      return [{ person: 2, kind: "sells", part: [1n, 2n] }];
    case 7:
      return [{ person: 0, kind: "redeems", part: [1n, 4n] }];
    default:
      return [];
  }
}
