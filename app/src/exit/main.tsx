import "../ui/theme.css";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { ExitPage } from "./ExitPage.tsx";
import { drawTheme } from "./drawTheme.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("exit.html has no element with the id root");
drawTheme();
const queries = new QueryClient({ defaultOptions: { queries: { retry: 1 } } });
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ExitPage search={location.search} />
    </QueryClientProvider>
  </StrictMode>,
);
