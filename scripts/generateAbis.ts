import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes the typed ABIs of sdk/src/abi from the compiled contracts.
 *
 *   npm run generate -- abis            writes them
 *   npm run generate -- abis --check    writes nothing; exits with 1 and names the files that are stale
 */

type Entry = { readonly type: string; readonly name?: string };
type Source = {
  readonly name: string;
  readonly contract: string;
  readonly path: string;
};
type Artifact = {
  readonly abi: readonly Entry[];
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const root = join(import.meta.dirname, "..");
const target = join("sdk", "src", "abi");

const SOURCES: readonly Source[] = [
  { name: "indexVaultAbi", contract: "IndexVault", path: artifact("IndexVault.sol/IndexVault") },
  {
    name: "indexFactoryAbi",
    contract: "IndexFactory",
    path: artifact("IndexFactory.sol/IndexFactory"),
  },
  {
    name: "priceOracleAbi",
    contract: "PriceOracle",
    path: artifact("oracle/PriceOracle.sol/PriceOracle"),
  },
  {
    name: "componentRegistryAbi",
    contract: "ComponentRegistry",
    path: artifact("oracle/ComponentRegistry.sol/ComponentRegistry"),
  },
  {
    name: "uniswapV3ExecutorAbi",
    contract: "UniswapV3Executor",
    path: artifact("execution/UniswapV3Executor.sol/UniswapV3Executor"),
  },
  {
    name: "uniswapV4ExecutorAbi",
    contract: "UniswapV4Executor",
    path: artifact("execution/UniswapV4Executor.sol/UniswapV4Executor"),
  },
  {
    name: "indexRouterAbi",
    contract: "IndexRouter",
    path: artifact("periphery/IndexRouter.sol/IndexRouter"),
  },
  {
    name: "indexLensAbi",
    contract: "IndexLens",
    path: artifact("periphery/IndexLens.sol/IndexLens"),
  },
  { name: "rolesAbi", contract: "Roles", path: artifact("Roles.sol/Roles") },
  {
    name: "timelockAbi",
    contract: "TimelockController",
    path: join(
      root,
      "artifacts/@openzeppelin/contracts/governance/TimelockController.sol/TimelockController.json",
    ),
  },
];

const stale: string[] = [];
for (const source of SOURCES) {
  const file = join(target, `${source.name}.ts`);
  const expected = render(source, await readAbi(source));
  if (process.argv.includes("--check")) {
    if ((await readOrEmpty(join(root, file))) !== expected) stale.push(file);
  } else {
    await mkdir(join(root, target), { recursive: true });
    await writeFile(join(root, file), expected);
  }
}
if (stale.length > 0) {
  console.error(
    `Stale: ${stale.join(", ")}. Build the contracts and run npm run generate -- abis.`,
  );
  process.exitCode = 1;
}

function artifact(path: string): string {
  return join(root, "artifacts", "contracts", `${path}.json`);
}

/** The contract's ABI, and the errors of the libraries that it is linked to: they revert in its place. */
async function readAbi({ path }: Source): Promise<readonly Entry[]> {
  const { abi, linkReferences } = await readArtifact(path);
  const known = new Set(abi.map(({ type, name }) => `${type} ${name}`));
  const further: Entry[] = [];
  for (const [file, libraries] of Object.entries(linkReferences)) {
    for (const library of Object.keys(libraries)) {
      const linked = await readArtifact(
        artifact(`${file.replace("project/contracts/", "")}/${library}`),
      );
      for (const entry of linked.abi) {
        if (entry.type !== "error" || known.has(`${entry.type} ${entry.name}`)) continue;
        known.add(`${entry.type} ${entry.name}`);
        further.push(entry);
      }
    }
  }
  return [...abi, ...further];
}

async function readArtifact(path: string): Promise<Artifact> {
  return JSON.parse(await readFile(path, "utf8")) as Artifact;
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/** One entry a line, without the compiler's internal types. */
function render({ name, contract }: Source, abi: readonly Entry[]): string {
  const lines = abi.map(
    (entry) =>
      `  ${JSON.stringify(entry, (key, value: unknown) => (key === "internalType" ? undefined : value))},\n`,
  );
  return `// Generated from ${contract} by scripts/generateAbis.ts. Do not edit.\nexport const ${name} = [\n${lines.join("")}] as const;\n`;
}
