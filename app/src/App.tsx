import { Route, Switch } from "wouter";

import { Shell } from "./layout/Shell.tsx";
import { HomePage } from "./screens/home/HomePage.tsx";
import { NotFoundPage } from "./screens/notFound/NotFoundPage.tsx";
import {
  FaucetPage,
  IndexPage,
  PortfolioPage,
  SettingsPage,
  TransactionPage,
} from "./screens/pages.ts";

/** The pages and their addresses. */
export function App() {
  return (
    <Shell>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/i/:chain/:address/*?" component={IndexPage} />
        <Route path="/portfolio" component={PortfolioPage} />
        <Route path="/faucet" component={FaucetPage} />
        <Route path="/settings" component={SettingsPage} />
        <Route path="/tx/:hash" component={TransactionPage} />
        <Route component={NotFoundPage} />
      </Switch>
    </Shell>
  );
}
