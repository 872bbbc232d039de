import type { Regime } from "../rules/regime.ts";
import type { EpochKind } from "./indexState.ts";
import type { ListingStatus } from "./listing.ts";

/** `IIndexVault.Regime`, in its order. */
export const REGIMES: readonly Regime[] = ["neutral", "bull", "bear"];
/** `IIndexVault.EpochKind`, in its order. */
export const EPOCH_KINDS: readonly EpochKind[] = ["first", "weekly", "regime change", "wind-down"];
/** `IComponentRegistry.Status`, in its order. */
export const STATUSES: readonly ListingStatus[] = ["unlisted", "buyable", "sell-only", "frozen"];
