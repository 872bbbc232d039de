import { labelledLines } from "@sheaf/commands/labelledLines";
import { layOutTable } from "@sheaf/commands/layOutTable";
import type { Constitution } from "@sheaf/sdk/chain/indexState";
import type { ComponentView, IndexView } from "@sheaf/sdk/lens/indexView";

import { ageText } from "../text/ageText.ts";
import { amountText } from "../text/amountText.ts";
import { dateText } from "../text/dateText.ts";
import { dollarText } from "../text/dollarText.ts";
import { percentText } from "../text/percentText.ts";
import { constitutionLines } from "./constitutionLines.ts";

const LABELS = 20; // {characters}
const SHARE_DECIMALS = 18;
const WAD = 10n ** 18n;
const YEAR = 31_536_000n; // {s}
const MILLION = 1_000_000n;

/** An index for a person: what it is worth, what it holds, what it costs, and what it may never do. */
export function showLines(view: IndexView, terms: Constitution, width: number): string[] {
  return [
    `${view.name} (${view.symbol}), ${view.vault}`,
    "Unaudited software. A share can lose all of its value.",
    "",
    ...labelledLines(
      [
        ["NAV per share", navText(view)],
        ["NAV", `${dollarText(view.nav)} of ${shares(view.supply)} shares`],
        ["regime", `${view.regime.value}${sinceText(view)}`],
        ["epoch", epochText(view)],
        ["fees", feeText(view)],
        ["paused", pausedText(view)],
        ["block", `${view.blockNumber}, ${dateText(view.timestamp)}`],
      ],
      LABELS,
    ),
    "",
    "What it may never do, whoever holds its roles:",
    ...constitutionLines(terms),
    "",
    ...holdingLines(view, width),
  ];
}

function navText({ navPerShare, navComplete, oldestPriceAt, timestamp }: IndexView): string {
  if (!navComplete)
    return `at least ${dollarText(navPerShare)}: the price of a component is unknown`;
  const age = oldestPriceAt === 0n ? "unknown" : ageText(timestamp - oldestPriceAt);
  return `${dollarText(navPerShare)}; oldest price: ${age} old`;
}

function sinceText({ regime }: IndexView): string {
  return regime.since === 0n ? "" : ` since ${dateText(regime.since)}`;
}

function epochText({ epoch }: IndexView): string {
  if (epoch.number === 0) return "none yet: it holds USDC until the strategist starts the first";
  const state = epoch.open ? `open until ${dateText(epoch.deadline)}` : "closed";
  return `${epoch.number} (${epoch.kind}), started ${dateText(epoch.startedAt)}, ${state}`;
}

/** The streaming fee of a year is shown without compounding: that is more than what it takes. */
function feeText({ streamingRate, issuanceFee }: IndexView): string {
  const issuance = (issuanceFee * WAD) / MILLION;
  return `${percentText(streamingRate * YEAR)} a year, ${percentText(issuance)} on shares bought or issued, none on leaving`;
}

function pausedText({ issuancePausedUntil, tradingPausedUntil, timestamp }: IndexView): string {
  const parts = [
    ["buying", issuancePausedUntil],
    ["trading", tradingPausedUntil],
  ] as const;
  const paused = parts.filter(([, until]) => until > timestamp);
  if (paused.length === 0) return "nothing";
  return paused.map(([what, until]) => `${what} until ${dateText(until)}`).join(", ");
}

function holdingLines({ components }: IndexView, width: number): string[] {
  const { head, row } = layOutTable(
    [
      { title: "component", width: 12, align: "left" },
      { title: "weight", width: 8, align: "right" },
      { title: "value", width: 14, align: "right" },
      { title: "balance", width: 22, align: "right", drop: 2 },
      { title: "price", width: 14, align: "right", drop: 1 },
      { title: "token", width: 42, align: "left", drop: 3 },
    ],
    width,
  );
  const sorted = components.toSorted((a, b) => (a.value > b.value ? -1 : 1));
  return [
    head(),
    ...sorted.flatMap((component) =>
      row(
        [
          component.symbol,
          component.price === undefined ? "unknown" : percentText(component.weight),
          component.price === undefined ? "unknown" : dollarText(component.value),
          component.readable
            ? amountText(component.held, component.decimals, Math.min(component.decimals, 6))
            : "unreadable",
          priceText(component),
          component.token,
        ],
        remarkOf(component),
      ),
    ),
  ];
}

/** {uoa} of a whole token. */
function priceText({ price, decimals }: ComponentView): string {
  return price === undefined
    ? "unknown"
    : dollarText((price * 10n ** BigInt(decimals)) / 10n ** 36n);
}

function remarkOf({ carried, status, readable }: ComponentView): string {
  const remarks = [
    ...(status === "buyable" ? [] : [status]),
    ...(carried ? ["carried: not traded in this epoch"] : []),
    ...(readable ? [] : ["a redemption keeps a claim on it"]),
  ];
  return remarks.join(", ");
}

function shares(amount: bigint): string {
  return amountText(amount, SHARE_DECIMALS, 4);
}
