import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Test doubles whose gas is a part of every figure of the benchmark: tokens, feeds, what creates them, and the floor. */
const MEASURED_DOUBLES = ["bench/", "feeds/", "market/", "MockERC20.sol", "MockUSDC.sol"];

/**
 * Sources, by their path from the root, that compile via IR: the product, and the doubles that the benchmark measures beside it.
 * The other doubles and the vendored sources compile without IR, which takes a tenth of the time.
 */
export function shippedSources(root: string): string[] {
  const sources = readdirSync(join(root, "contracts"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".sol"));
  const [mocks, measured] = ["mocks/", MEASURED_DOUBLES.map((name) => `mocks/${name}`)];
  return sources
    .filter((file) => !file.startsWith(mocks) || measured.some((name) => file.startsWith(name)))
    .map((file) => `contracts/${file}`)
    .sort();
}
