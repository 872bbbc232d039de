import { resolve } from "node:path";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Address of a running `npm start`, for the development server and the preview. */
const STACK = process.env.SHEAF_STACK ?? "http://127.0.0.1:4600";
const PATHS = ["/config.json", "/rpc", "/faucet", "/rules", "/snapshots", "/meta.json"];
const proxy = Object.fromEntries(
  PATHS.map((path) => [path, { target: STACK, changeOrigin: true }]),
);

const page = (name: string): string => resolve(import.meta.dirname, name);

/** Two pages: the app, and an exit that shares no code of the app's screens. Nothing is inlined, so that a strict CSP holds. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react(), tailwindcss()],
  resolve: { dedupe: ["zod", "viem", "react"] },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: page("index.html"), exit: page("exit.html") } },
  },
});
