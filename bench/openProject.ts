import { join } from "node:path";

import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import hardhatConfig from "../hardhat.config.ts";

/** The project as Hardhat sees it, its contracts compiled if anything changed: the artifacts that tests and deployments use. */
export async function openProject(): Promise<HardhatRuntimeEnvironment> {
  const root = join(import.meta.dirname, "..");
  const environment = await createHardhatRuntimeEnvironment(hardhatConfig, {}, root);
  await environment.tasks.getTask("build").run({ quiet: true, noTests: true });
  return environment;
}
