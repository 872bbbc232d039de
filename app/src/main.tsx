import "./ui/theme.css";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App.tsx";
import { NodeProvider } from "./chain/NodeProvider.tsx";
import { ConfigContext } from "./config/ConfigContext.ts";
import { loadConfig } from "./config/loadConfig.ts";
import { StartFault } from "./layout/StartFault.tsx";
import { PreferencesProvider } from "./settings/PreferencesProvider.tsx";
import { WalletProvider } from "./wallet/WalletProvider.tsx";

const FRESH = 4_000; // {ms} a reading is used again without a new request
const RETRIES = 1;

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
const page = createRoot(root);
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: FRESH, retry: RETRIES, refetchOnWindowFocus: true } },
});

try {
  const config = await loadConfig();
  page.render(
    <StrictMode>
      <ConfigContext value={config}>
        <PreferencesProvider>
          <NodeProvider>
            <WalletProvider>
              <QueryClientProvider client={queries}>
                <App />
              </QueryClientProvider>
            </WalletProvider>
          </NodeProvider>
        </PreferencesProvider>
      </ConfigContext>
    </StrictMode>,
  );
} catch (error) {
  page.render(<StartFault reason={error instanceof Error ? error.message : String(error)} />);
}
