import { execFile } from "node:child_process";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { expect } from "chai";
import { publint } from "publint";
import { getAbiItem, toFunctionSelector } from "viem";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";

import { readShippedContract } from "../../deploy/bytecode/readShippedContract.ts";
import { SHIPPED_CONTRACTS } from "../../tools/build/shippedContracts.ts";
import { PACKAGES } from "../../tools/pack/packages.ts";
import { packWorkspace } from "../../tools/pack/packWorkspace.ts";
import type { PackedWorkspace } from "../../tools/pack/packWorkspace.ts";
import { installPackages } from "./installPackages.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const CONSUMER = join(import.meta.dirname, "consumer");
/** What packages of ES modules alone cannot do: be found without `exports`, and be required by types of CommonJS. */
const ESM_ONLY = new Set(["node10", "node16-cjs"]);

const run = promisify(execFile);

describe("the published packages", () => {
  let packed: readonly PackedWorkspace[];
  let project: string; // has installed both
  before(async function () {
    this.timeout(120_000);
    packed = [];
    for (const workspace of PACKAGES) packed = [...packed, await packWorkspace(ROOT, workspace)];
    project = await installPackages(packed, ["viem", "zod"]);
    for (const file of ["use.mjs", "use.ts"])
      await copyFile(join(CONSUMER, file), join(project, file));
  });
  after(async () => rm(project, { recursive: true, force: true }));

  /** Its files, from its folder on. */
  const filesOf = async ({ name }: PackedWorkspace): Promise<string[]> => {
    const folder = join(project, "node_modules", name);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  };

  it("hold modules with their declarations, a licence and a README, and no source or test", async () => {
    for (const one of packed) {
      const files = await filesOf(one);
      const others = files.filter(
        (file) => !/^(dist\/.*(\.js|\.d\.ts)|bytecode\/.*|examples\/.*)$/.test(file),
      );
      expect(others.toSorted()).to.deep.equal(["LICENSE", "README.md", "package.json"]);
      expect(files.filter((file) => /(^|\/)test(s)?\/|\.test\./.test(file))).to.deep.equal([]);
      const modules = files.filter((file) => file.endsWith(".js"));
      expect(modules.length > 30, `${modules.length} modules`).to.equal(true);
      expect(files).to.include.members(modules.map((file) => file.replace(/\.js$/, ".d.ts")));
    }
  });

  it("hold the bytecode of the product, and of nothing else", async () => {
    const [sdk, keeper] = packed.map(filesOf);
    const inSdk = (await sdk).filter((file) => file.startsWith("bytecode/"));
    const product = SHIPPED_CONTRACTS.filter(({ folder }) => folder === "sdk/bytecode");
    expect(inSdk.toSorted()).to.deep.equal(
      product.map(({ contract }) => `bytecode/${contract}.json`).toSorted(),
    );
    expect((await keeper).filter((file) => file.startsWith("bytecode"))).to.deep.equal([]);
    const script =
      'import { createRequire } from "node:module";' +
      'console.log(createRequire(import.meta.url)("@sheaf/sdk/bytecode/IndexVault.json").bytecode);';
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
      cwd: project,
    });
    const { bytecode } = await readShippedContract("IndexVault");
    expect(stdout.trim() === bytecode, "IndexVault").to.equal(true);
  });

  it("are packages as publint asks for them", async () => {
    for (const { folder } of packed) {
      const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
      expect(messages).to.deep.equal([]);
    }
  });

  it("have types that resolve wherever ES modules do, at every entry", async function () {
    this.timeout(60_000);
    for (const one of packed) {
      const entrypoints = (await filesOf(one))
        .filter((file) => file.endsWith(".js"))
        .map((file) => file.replace(/^dist(.*)\.js$/, ".$1"));
      const data = new Uint8Array(await readFile(one.tarball));
      const found = await checkPackage(createPackageFromTarballData(data), { entrypoints });
      if (!found.types) throw new Error(`${one.name} has no types`);
      const wrong = found.problems.filter(
        (problem) => !("resolutionKind" in problem && ESM_ONLY.has(problem.resolutionKind)),
      );
      expect(wrong).to.deep.equal([]);
    }
  });

  it("quote, encode a purchase and derive weights from plain Node", async () => {
    const { stdout, stderr } = await run(process.execPath, ["use.mjs"], { cwd: project });
    expect(stderr).to.equal("");
    const { shares, ...rest } = JSON.parse(stdout) as { readonly shares: string };
    expect(Number(BigInt(shares) / 10n ** 15n)).to.be.within(49_000, 50_000); // {1e-3 share} for $100
    expect(rest).to.deep.equal({
      selector: toFunctionSelector(getAbiItem({ abi: indexRouterAbi, name: "buy" })),
      weights: [
        ["alpha", "240000000000000000"],
        ["beta", "220000000000000000"],
        ["gamma", "200000000000000000"],
        ["delta", "180000000000000000"],
        ["omega", "160000000000000000"],
        ["usd-coin", "0"],
      ],
      keeper: "function",
    });
  });

  for (const [module, moduleResolution] of [
    ["node16", "node16"],
    ["esnext", "bundler"],
  ] as const) {
    it(`give a program its types with ${moduleResolution} resolution`, async function () {
      this.timeout(60_000);
      const settings = {
        compilerOptions: {
          ...{ module, moduleResolution, target: "es2022", lib: ["es2023", "dom"] },
          ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
        },
        files: ["use.ts"],
      };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify(settings));
      const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const { stdout } = await run(process.execPath, [compiler, "-p", "."], { cwd: project }).catch(
        (error: { readonly stdout: string }) => error,
      );
      expect(stdout).to.equal("");
    });
  }
});
