import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

import type { Reply } from "./reply.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
/** Vite names these files by their content. */
const HASHED = "assets";

/**
 * Reads a file of the app's bundle. A path without an extension is a route of the app, which its page shows; `/exit` has a page
 * of its own.
 * @returns undefined where there is no such file
 */
export async function readAppFile(folder: string, path: string): Promise<Reply | undefined> {
  const extension = extname(path);
  const page = path === "/exit" || path.startsWith("/exit/") ? "exit.html" : "index.html";
  const file = resolve(join(folder, extension === "" ? page : path));
  if (!file.startsWith(resolve(folder) + sep)) return undefined;
  const type = TYPES[extension === "" ? ".html" : extension];
  const body = type === undefined ? undefined : await contentOf(file);
  if (type === undefined || body === undefined) return undefined;
  const reply = { status: 200, type, body };
  return file.startsWith(join(resolve(folder), HASHED) + sep)
    ? { ...reply, cache: "immutable" }
    : reply;
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
