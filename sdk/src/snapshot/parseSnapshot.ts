import { getAddress, isAddress } from "viem";
import { z } from "zod";
import type { Address, Hex } from "viem";

import { toDayNumber } from "../units/toDayNumber.ts";
import { MalformedSnapshotError } from "./errors.ts";
import type { PathFault } from "./errors.ts";
import type { Snapshot } from "./snapshot.ts";

/** Enough for every amount of the contracts; a longer text is none. */
const MOST_DIGITS = 78;

const Amount = z
  .string()
  .regex(/^(0|[1-9]\d*)$/, "expected the decimal digits of a whole number")
  .max(MOST_DIGITS, "expected a number below 1e78")
  .transform(BigInt);
const AddressText = z
  .string()
  .refine(
    (text) => isAddress(text, { strict: false }) && getAddress(text) === text,
    "expected an address with its checksum",
  )
  .transform((text): Address => getAddress(text));
const HashText = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "expected 32 bytes in lower-case hexadecimal")
  .transform((text) => text as Hex);
const Id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, "expected an id");
const DateText = z
  .string()
  .refine((text) => toDayNumber(text) !== undefined, "expected a calendar date YYYY-MM-DD");
const Count = z.int().min(0);
const Row = z.strictObject({
  date: DateText,
  id: Id,
  price: Amount,
  marketCap: Amount,
  volume24h: Amount,
});
const RegimeText = z.enum(["bull", "bear", "neutral"]);
const Signal = z.strictObject({
  id: Id,
  trend: z.exactOptional(z.enum(["bullish", "bearish", "sideways"])),
  grade: z.exactOptional(Amount),
  fundamental: z.exactOptional(Amount),
});

const SnapshotDocument = z.strictObject({
  version: z.literal(1),
  asOf: DateText,
  chainId: z.int().min(1),
  vault: AddressText,
  block: z.strictObject({ number: Amount, timestamp: Amount, hash: HashText }),
  constitution: z.strictObject({
    usdc: AddressText,
    bearAllowed: z.boolean(),
    minInterval: Amount,
  }),
  epoch: z.strictObject({
    number: Count,
    open: z.boolean(),
    startedAt: Amount,
    deadline: Amount,
  }),
  regime: z.strictObject({ value: RegimeText, since: Amount }),
  windingDown: z.exactOptional(z.literal(true)),
  supply: Amount,
  holdings: z.array(z.strictObject({ token: AddressText, held: Amount, carried: z.boolean() })),
  listings: z.array(
    z.strictObject({
      token: AddressText,
      status: z.enum(["unlisted", "buyable", "sell-only", "frozen"]),
      stable: z.boolean(),
      isNew: z.exactOptional(z.literal(true)),
      decimals: z.int().min(0).max(255),
      slippage: Amount,
      maxWeight: Amount,
      dust: Amount,
      price: Amount.nullable(),
    }),
  ),
  components: z.array(z.strictObject({ id: Id, token: AddressText, routed: z.boolean() })),
  rows: z.array(Row),
  closes: z.array(z.strictObject({ date: DateText, close: Amount })),
  excluded: z.array(Id),
  history: z.exactOptional(z.array(z.strictObject({ date: DateText, rows: z.array(Row) }))),
  signals: z.exactOptional(z.array(z.strictObject({ date: DateText, signals: z.array(Signal) }))),
  vote: z.exactOptional(RegimeText),
});

/**
 * Checks a snapshot document (parsed JSON) and reads it exactly: every amount is a text of decimal digits, every list is in
 * its one order and names nothing twice.
 *
 * @throws MalformedSnapshotError that names the path of every fault.
 */
export function parseSnapshot(document: unknown): Snapshot {
  const parsed = SnapshotDocument.safeParse(document);
  if (!parsed.success)
    throw new MalformedSnapshotError(
      parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), fault: message })),
    );
  const faults = disordersOf(parsed.data);
  if (faults.length > 0) throw new MalformedSnapshotError(faults);
  return parsed.data;
}

function pathOf(path: readonly PropertyKey[]): string {
  return `$${path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("")}`;
}

function disordersOf(snapshot: Snapshot): PathFault[] {
  const listed = new Set(snapshot.listings.map(({ token }) => token));
  const { history = [], signals = [], asOf } = snapshot;
  return [
    ...unordered("listings", "token", snapshot.listings),
    ...unordered("components", "id", snapshot.components),
    ...unordered("rows", "id", snapshot.rows),
    ...unordered("closes", "date", snapshot.closes),
    ...unordered(
      "excluded",
      undefined,
      snapshot.excluded.map((id) => ({ id })),
    ),
    ...unordered("history", "date", history),
    ...history.flatMap(({ rows }, at) => unordered(`history[${at}].rows`, "id", rows)),
    ...unordered("signals", "date", signals),
    ...signals.flatMap((reading, at) => unordered(`signals[${at}].signals`, "id", reading.signals)),
    ...tooLate("rows", snapshot.rows, (date) => date <= asOf),
    ...tooLate("closes", snapshot.closes, (date) => date < asOf),
    ...tooLate("history", history, (date) => date < asOf),
    ...tooLate("signals", signals, (date) => date <= asOf),
    ...repeated("holdings", snapshot.holdings),
    ...repeated("components", snapshot.components),
    ...snapshot.holdings.flatMap(({ token }, index) =>
      listed.has(token)
        ? []
        : [{ path: `$.holdings[${index}].token`, fault: "has no listing in the snapshot" }],
    ),
  ];
}

/** Where a list does not ascend strictly, compared by UTF-16 code units. */
function unordered(
  list: string,
  key: string | undefined,
  items: readonly Readonly<Record<string, unknown>>[],
): PathFault[] {
  const keyOf = (item: Readonly<Record<string, unknown>> | undefined): string =>
    String(item?.[key ?? "id"]);
  return items.flatMap((item, index) => {
    if (index === 0 || keyOf(items[index - 1]) < keyOf(item)) return [];
    const path = `$.${list}[${index}]${key === undefined ? "" : `.${key}`}`;
    return [{ path, fault: "is not above the one before it" }];
  });
}

/** Nothing that was not known yet. */
function tooLate(
  list: string,
  items: readonly { readonly date: string }[],
  isKnown: (date: string) => boolean,
): PathFault[] {
  return items.flatMap(({ date }, index) =>
    isKnown(date) ? [] : [{ path: `$.${list}[${index}].date`, fault: "was not known yet" }],
  );
}

function repeated(list: string, items: readonly { readonly token: Address }[]): PathFault[] {
  const seen = new Set<Address>();
  return items.flatMap(({ token }, index) => {
    if (!seen.has(token)) {
      seen.add(token);
      return [];
    }
    return [{ path: `$.${list}[${index}].token`, fault: "is in the list twice" }];
  });
}
