import type { RoleName } from "@sheaf/sdk/roles/rolesReport";

/** A role in words: what it can do, and what it can never do. */
export type RoleWords = { readonly title: string; readonly can: string; readonly cannot: string };

/** The roles of an index, the powerful ones first. */
export const ROLE_WORDS: Readonly<Record<RoleName, RoleWords>> = {
  admin: {
    title: "Administrator",
    can: "appoints the others, lists tokens, sets fees within the caps, writes off tokens, winds the index down. Each after a public delay.",
    cannot: "take a token out, or stop anybody from redeeming",
  },
  proposer: {
    title: "Proposer",
    can: "announces what the administrator will do, before the delay begins.",
    cannot: "do anything at once",
  },
  canceller: {
    title: "Canceller",
    can: "cancels what was announced.",
    cannot: "announce or carry out anything",
  },
  executor: {
    title: "Executor",
    can: "carries out what was announced, once its delay has passed.",
    cannot: "choose what is carried out",
  },
  strategist: {
    title: "Strategist",
    can: "starts a rebalance with new targets, within the limits of the contract.",
    cannot: "trade",
  },
  keeper: {
    title: "Keeper",
    can: "trades towards the targets while a rebalance is open, within a loss limit.",
    cannot: "choose targets, or receive anything",
  },
  guardian: {
    title: "Guardian",
    can: "pauses purchases and trading, freezes a token, blocks a strategist or keeper, cancels announcements.",
    cannot: "trade, appoint anybody, or stop anybody from redeeming",
  },
};
