#!/usr/bin/env node
// `npx sheaf` in the repository: the same as `npm run sheaf --`.
process.argv.splice(2, 0, "scripts/sheaf.ts");
await import("../bootstrap.mjs");
