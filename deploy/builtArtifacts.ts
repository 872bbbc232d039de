import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Artifact, ArtifactResolver } from "@nomicfoundation/ignition-core";

const FOLDER = join(import.meta.dirname, "..", "artifacts");

/** Ignition's artifacts as the last build wrote them. */
export function builtArtifacts(): ArtifactResolver {
  const files = readdirSync(FOLDER, { recursive: true }).map(String);
  return {
    loadArtifact: async (name) => {
      const file = files.find((one) => one.endsWith(`${name}.sol/${name}.json`));
      if (file === undefined) throw new Error(`The build has no contract ${name}.`);
      return JSON.parse(await readFile(join(FOLDER, file), "utf8")) as Artifact;
    },
    getBuildInfo: async () => undefined,
  };
}
