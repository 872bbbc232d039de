import { compileContracts } from "./lib/compileContracts.ts";
import { run } from "./lib/run.ts";

/** `npm run build`: contracts, generated ABIs, and a type check of every workspace. */
console.log("compiling contracts");
await compileContracts();
for (const project of [".", "sdk", "keeper"]) {
  console.log(`checking types in ${project}`);
  const { code } = await run("tsc", ["-p", project]);
  if (code !== 0) process.exit(code);
}
