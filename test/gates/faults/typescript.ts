import type { GateCase } from "../plantedFault.ts";

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: ["node"],
  },
  include: ["sdk", "scripts", "deploy", "hardhat.config.ts"],
});

export const typescript: GateCase = {
  gate: "typescript",
  clean: {
    "package.json": '{ "type": "module" }',
    "tsconfig.json": TSCONFIG,
    "hardhat.config.ts": "export default { solidity: 1 };\n",
    "deploy/modules/Thing.ts": "export default { thing: 1 };\n",
    "scripts/speak.ts": 'console.log("spoken");\n',
    "sdk/src/wait.ts":
      "export async function wait(): Promise<void> {\n  await Promise.resolve();\n}\n",
  },
  planted: {
    "sdk/src/floating.ts":
      'import { wait } from "./wait.ts";\n\nexport function floating(): void {\n  wait();\n}\n',
    "sdk/src/defaulted.ts": "export default function defaulted(): number {\n  return 1;\n}\n",
    "sdk/src/barrel.ts": 'export * from "./wait.ts";\n',
    "sdk/src/color.ts": "export enum Color {\n  Red,\n}\n",
    "sdk/src/anything.ts":
      "export function anything(value: any): string {\n  return value.name;\n}\n",
    "sdk/src/cast.ts":
      "export function cast(value: { a: number }): string {\n  return value as unknown as string;\n}\n",
    "sdk/src/unaddressed.ts":
      'import { parseEventLogs } from "viem";\n\nexport const parse = parseEventLogs;\n',
    "sdk/src/rules/fetches.ts":
      'export async function fetches(): Promise<Response> {\n  return fetch("https://example.com");\n}\n',
    "sdk/src/plan/connects.ts":
      'import { createPublicClient } from "viem";\n\nexport const connect = createPublicClient;\n',
    "sdk/src/loud.ts": 'export function loud(): void {\n  console.log("loud");\n}\n',
  },
  faults: [
    {
      fault: "a promise that nobody waits for",
      file: "sdk/src/floating.ts",
      message: "(@typescript-eslint/no-floating-promises)",
    },
    {
      fault: "a default export of logic",
      file: "sdk/src/defaulted.ts",
      message: "No default export of logic (T1)",
    },
    { fault: "a barrel file", file: "sdk/src/barrel.ts", message: "No barrel files (T1)" },
    { fault: "an enum", file: "sdk/src/color.ts", message: "No enums (T1)" },
    {
      fault: "`any`",
      file: "sdk/src/anything.ts",
      message: "(@typescript-eslint/no-explicit-any)",
    },
    {
      fault: "a return of `any`",
      file: "sdk/src/anything.ts",
      message: "(@typescript-eslint/no-unsafe-return)",
    },
    {
      fault: "a member of `any`",
      file: "sdk/src/anything.ts",
      message: "(@typescript-eslint/no-unsafe-member-access)",
    },
    {
      fault: "a cast through another type",
      file: "sdk/src/cast.ts",
      message: "No cast through another type (T4)",
    },
    {
      fault: "events decoded without their emitter",
      file: "sdk/src/unaddressed.ts",
      message: "use eventsOf of @sheaf/sdk",
    },
    {
      fault: "rules that fetch",
      file: "sdk/src/rules/fetches.ts",
      message: "This part is pure: it reads no network",
    },
    {
      fault: "a plan that makes a client",
      file: "sdk/src/plan/connects.ts",
      message: "This part is pure: it reads no network",
    },
    { fault: "`console` in a library", file: "sdk/src/loud.ts", message: "(no-console)" },
  ],
};
