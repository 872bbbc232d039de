import { lazy } from "react";

/** The further pages of an index are loaded when they are opened. */
export const ActivityCard = lazy(async () => {
  const { ActivityCard: card } = await import("./activity/ActivityCard.tsx");
  return { default: card };
});
export const ProofCard = lazy(async () => {
  const { ProofCard: card } = await import("./proof/ProofCard.tsx");
  return { default: card };
});
