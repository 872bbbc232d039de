import { lazy } from "react";

/** Every page but the first is loaded when it is opened. */
export const IndexPage = lazy(async () => {
  const { IndexPage: page } = await import("./index/IndexPage.tsx");
  return { default: page };
});
export const PortfolioPage = lazy(async () => {
  const { PortfolioPage: page } = await import("./portfolio/PortfolioPage.tsx");
  return { default: page };
});
export const FaucetPage = lazy(async () => {
  const { FaucetPage: page } = await import("./faucet/FaucetPage.tsx");
  return { default: page };
});
export const SettingsPage = lazy(async () => {
  const { SettingsPage: page } = await import("./settings/SettingsPage.tsx");
  return { default: page };
});
export const TransactionPage = lazy(async () => {
  const { TransactionPage: page } = await import("./transaction/TransactionPage.tsx");
  return { default: page };
});
