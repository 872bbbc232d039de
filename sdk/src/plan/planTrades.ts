import { formatDecimal } from "../units/formatDecimal.ts";
import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { UNIT_SCALE } from "../units/unitScale.ts";
import { WAD } from "../units/wad.ts";
import { chooseLegs } from "./chooseLegs.ts";
import { fitTiers } from "./fitTiers.ts";
import { fitTurnover } from "./fitTurnover.ts";
import { leastTradeOf } from "./leastTradeOf.ts";
import { packTrades } from "./packTrades.ts";
import { PLAN_LIMITS } from "./planLimits.ts";
import { quoteSwap } from "./quoteSwap.ts";
import { scalePurchases } from "./scalePurchases.ts";
import { valueOf } from "./valueOf.ts";
import type { ChosenLeg, PlanComponent } from "./chooseLegs.ts";
import type { TurnoverLimits } from "./fitTurnover.ts";
import type { ChunkLimits } from "./limitChunks.ts";
import type { PricedLeg } from "./packTrades.ts";
import type { Plan, SkippedLeg } from "./plan.ts";
import type { PlanLimits } from "./planLimits.ts";
import type { ScaledPurchases } from "./scalePurchases.ts";

export type PlanInputs = {
  readonly components: readonly PlanComponent[]; // USDC apart
  readonly usdc: {
    readonly position: number;
    readonly units: bigint; // D18{usdc/share} target, which is its floor
    readonly held: bigint; // {usdc}
    readonly price: bigint; // {uoa} per 1e36 {usdc}
  };
  readonly carried: bigint; // bitmap of positions
  readonly supply: bigint; // {share}
  readonly nav: bigint; // {uoa}
  readonly lossAvailable: bigint; // {uoa} what trades may still lose
  /** {uoa} What trades may still sell and buy, USDC apart; undefined: no limit. */
  readonly turnoverAvailable?: bigint | undefined;
  readonly limits?: Partial<PlanLimits>;
  /** For whoever comes back when pools have refilled; absent, everything is traded at once. */
  readonly chunks?: ChunkLimits | undefined;
};

/** Why a leg is not traded now. */
export const OVER_LOSS = "over what trades may still lose";
export const OVER_TURNOVER = "over what trades may still turn over";
export const OVER_TIER = "costs more than the slippage tiers allow";
/** A warning. */
export const SMALLER_CHUNKS =
  "chunks are smaller, as larger ones would cost more than trades may still lose";

/** Each takes half the size from chunks. */
const HALVINGS = 3;

/**
 * Turns distances from targets into ordered trades: sales first, exact in what is paid, then purchases, exact in what is
 * received, cut to the USDC that will be there above USDC's own target. Where trades may not lose what the way to the targets
 * costs, and pools refill, chunks are smaller, down to an eighth: as large as they can be for all of that way, or else for now.
 * Pure: the same inputs, in any order, give the same plan.
 */
export function planTrades(inputs: PlanInputs): Plan {
  const first = planAll(inputs);
  const attempts = [first];
  let { chunks } = inputs;
  while (chunks !== undefined && attempts.length <= HALVINGS && !attempts.some(fitsToTheEnd)) {
    chunks = { ...chunks, gas: chunks.gas / 4n }; // whose root is half
    attempts.push(planAll({ ...inputs, chunks }));
  }
  const best = attempts.find(fitsToTheEnd) ?? attempts.find(fitsNow) ?? first;
  if (best === first) return first.plan;
  return { ...best.plan, warnings: [...best.plan.warnings, SMALLER_CHUNKS] };
}

/** A plan, and whether trades may lose what all of the way to the targets costs, chunk by chunk. */
type Attempt = { readonly plan: Plan; readonly affordable: boolean };

function fitsToTheEnd(attempt: Attempt): boolean {
  return attempt.affordable && fitsNow(attempt);
}

function fitsNow({ plan }: Attempt): boolean {
  return plan.skipped.every(({ reason }) => reason !== OVER_LOSS);
}

function planAll(inputs: PlanInputs): Attempt {
  const limits = { ...PLAN_LIMITS, ...inputs.limits };
  const { usdc, supply, nav } = inputs;
  const chosen = chooseLegs({ ...inputs, usdcPrice: usdc.price, limits });
  const leastTrade = leastTradeOf(nav, limits);
  const wanted = chosen.legs.filter(({ side }) => side === "buy");
  const floor = mulDivUp(usdc.units, supply, UNIT_SCALE); // {usdc}
  const pay = (sales: Fitting): ScaledPurchases => {
    const spendable = sales.legs.reduce((sum, leg) => sum + leg.usdc, usdc.held - floor);
    const budget = spendable > 0n ? mulDivDown(spendable, WAD - limits.reserve, WAD) : 0n;
    return scalePurchases({
      purchases: wanted,
      budget,
      usdcPrice: usdc.price,
      minimum: leastTrade,
    });
  };

  const own = price(
    chosen.legs.filter(({ side }) => side === "sell"),
    usdc.price,
  );
  const bounds = {
    lossAvailable: inputs.lossAvailable,
    turnover: { available: inputs.turnoverAvailable, minimum: leastTrade },
    slack: 0n,
    usdcPrice: usdc.price,
  };
  const funds = fundsFor(pay(fit(own, bounds)).missing, price(chosen.reserves, usdc.price), {
    usdcPrice: usdc.price,
    leastTrade,
  });
  const sales = fit([...own, ...funds.taken], bounds);
  const scaled = pay(sales);
  const purchases = fit(price(scaled.purchases, usdc.price), {
    ...bounds,
    lossAvailable: inputs.lossAvailable - sales.cost,
    turnover: { ...bounds.turnover, available: sales.turnoverLeft },
    slack: sales.slack,
  });

  const { trades, tooNarrow } = packTrades({
    legs: [...sales.legs, ...purchases.legs],
    usdc: { position: usdc.position, room: usdc.held - floor },
    limits,
  });
  const skipped = [
    ...chosen.skipped,
    ...funds.left.map((leg) => skip(leg, "within tolerance")),
    ...scaled.unpaid.map((leg) => skip(leg, "no USDC to pay for it")),
    ...[...sales.overLoss, ...purchases.overLoss].map((leg) => skip(leg, OVER_LOSS)),
    ...[...sales.overTurnover, ...purchases.overTurnover].map((leg) => skip(leg, OVER_TURNOVER)),
    ...[...sales.overTier, ...purchases.overTier].map((leg) => skip(leg, OVER_TIER)),
  ];
  const plan = {
    trades,
    skipped: skipped.sort((a, b) => a.position - b.position),
    warnings: [
      ...chosen.warnings,
      ...warningsOf(inputs, leastTrade, scaled.scale, purchases.legs.length),
      ...tooNarrow,
    ],
    cost: trades.reduce((sum, trade) => sum + trade.cost, 0n),
  };
  if (inputs.chunks === undefined) return { plan, affordable: true };
  return {
    plan,
    affordable: costToTheEnd([...own, ...price(wanted, usdc.price)]) <= inputs.lossAvailable,
  };
}

/** {uoa} What legs and all that follows them cost, each chunk as much as the first: pools refill in between. */
function costToTheEnd(legs: readonly PricedLeg[]): bigint {
  return legs
    .filter(({ cost, value }) => cost > 0n && value > 0n)
    .reduce((sum, { cost, whole, value }) => sum + mulDivUp(cost, whole, value), 0n);
}

/** Expected USDC, cost and gas of each leg. */
function price(legs: readonly ChosenLeg[], usdcPrice: bigint): PricedLeg[] {
  return legs.map((leg) => {
    const { usdc, crossingGas } = quoteSwap({
      pool: leg.pool,
      side: leg.side,
      amount: leg.amount,
      sqrtPriceLimitX96: leg.sqrtPriceLimitX96,
    });
    const moved = valueOf(usdc, usdcPrice);
    const cost = leg.side === "sell" ? leg.value - moved : moved - leg.value;
    return { ...leg, usdc, cost, crossingGas };
  });
}

type Bounds = {
  readonly lossAvailable: bigint; // {uoa}
  readonly turnover: TurnoverLimits;
  readonly slack: bigint; // {uoa} that the tiers of earlier legs leave
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
};

type Fitting = {
  readonly legs: readonly PricedLeg[];
  readonly overLoss: readonly ChosenLeg[];
  readonly overTurnover: readonly ChosenLeg[];
  readonly overTier: readonly ChosenLeg[];
  readonly cost: bigint; // {uoa} of the legs that lose
  readonly turnoverLeft: bigint | undefined; // {uoa}
  readonly slack: bigint; // {uoa} that the tiers still allow to lose
};

/** The legs, in order, that together fit both budgets and the tiers. A leg that gains gives nothing back to the budgets. */
function fit(
  legs: readonly PricedLeg[],
  { lossAvailable, turnover, slack, usdcPrice }: Bounds,
): Fitting {
  const fitting: PricedLeg[] = [];
  const overLoss: PricedLeg[] = [];
  let lost = 0n;
  for (const leg of legs) {
    const loss = lossOf(leg);
    if (lost + loss > lossAvailable) overLoss.push(leg);
    else {
      fitting.push(leg);
      lost += loss;
    }
  }
  const turned = fitTurnover(fitting, turnover);
  const cut = turned.cut === undefined ? [] : price([turned.cut], usdcPrice);
  const tiers = fitTiers([...turned.legs, ...cut], slack);
  return {
    legs: tiers.legs,
    overLoss,
    overTurnover: turned.over,
    overTier: tiers.over,
    cost: tiers.legs.reduce((sum, leg) => sum + lossOf(leg), 0n),
    turnoverLeft: turned.left,
    slack: tiers.slack,
  };
}

function lossOf({ cost }: PricedLeg): bigint {
  return cost > 0n ? cost : 0n;
}

function skip({ component, side, value }: ChosenLeg, reason: string): SkippedLeg {
  return { token: component.token, position: component.position, side, value, reason };
}

type Funds = { readonly taken: readonly PricedLeg[]; readonly left: readonly PricedLeg[] };

/** Sales within tolerance, the greatest first, until they bring what purchases lack. What is not worth a trade is not raised. */
function fundsFor(
  missing: bigint,
  reserves: readonly PricedLeg[],
  { usdcPrice, leastTrade }: { readonly usdcPrice: bigint; readonly leastTrade: bigint },
): Funds {
  if (valueOf(missing, usdcPrice) < leastTrade) return { taken: [], left: reserves };
  let raised = 0n;
  let count = 0;
  for (; count < reserves.length && raised < missing; count += 1)
    raised += reserves[count]?.usdc ?? 0n;
  return { taken: reserves.slice(0, count), left: reserves.slice(count) };
}

function warningsOf(
  { components, supply }: PlanInputs,
  leastTrade: bigint,
  scale: bigint,
  purchases: number,
): string[] {
  const warnings: string[] = [];
  const tiny = components.filter(
    ({ units, price: known }) =>
      known !== undefined &&
      units > 0n &&
      valueOf(mulDivDown(units, supply, UNIT_SCALE), known) < leastTrade,
  );
  if (tiny.length > 0)
    warnings.push(
      `NAV is small for this many names: ${tiny.length} targets are under the minimum trade`,
    );
  const halves = purchases > 0 && scale * 2n < WAD;
  if (halves)
    warnings.push(`USDC pays for ${formatDecimal(scale * 100n, 18, 1)} % of the purchases`);
  return warnings;
}
