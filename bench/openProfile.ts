import { join } from "node:path";

import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import hardhatConfig from "../hardhat.config.ts";
import type { ProfileName } from "./benchReport.ts";

const root = join(import.meta.dirname, "..");

/**
 * Compiles the contracts as a build profile says, if anything changed. What is not the default profile keeps its artifacts to
 * itself: tests and scripts read the default's, and may run at the same time.
 */
export async function openProfile(profile: ProfileName): Promise<HardhatRuntimeEnvironment> {
  const folder = join("bench", "artifacts", profile);
  const own = {
    ...hardhatConfig,
    paths: { ...hardhatConfig.paths, artifacts: folder, cache: join("bench", "cache", profile) },
    typechain: { outDir: join("bench", "types", profile) },
  };
  const config = profile === "default" ? hardhatConfig : own;
  const environment = await createHardhatRuntimeEnvironment(
    config,
    { buildProfile: profile },
    root,
  );
  await environment.tasks.getTask("build").run({ quiet: true, noTests: true });
  return environment;
}
