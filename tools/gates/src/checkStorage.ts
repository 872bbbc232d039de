import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { readStorageLayout } from "./readStorageLayout.ts";
import type { StorageLayout, Variable } from "./readStorageLayout.ts";

const COMMITTED = "docs/storage-layout.json";
const CURE = "if it is meant, run npm run generate -- storageLayout";

/** Every variable lies where docs/storage-layout.json says: nothing moves unseen. */
export async function checkStorage(root: string): Promise<Report> {
  const path = join(root, COMMITTED);
  if (!existsSync(path)) return { findings: [{ file: COMMITTED, message: `is missing; ${CURE}` }] };
  const committed = JSON.parse(await readFile(path, "utf8")) as StorageLayout;
  const fresh = await readStorageLayout(root);
  const findings = [
    ...compare("", committed.contracts, fresh.contracts),
    ...compare("struct ", committed.structs, fresh.structs),
  ];
  return { findings };
}

function compare(
  kind: string,
  committed: Readonly<Record<string, readonly Variable[]>>,
  fresh: Readonly<Record<string, readonly Variable[]>>,
): readonly Finding[] {
  const owners = [...new Set([...Object.keys(committed), ...Object.keys(fresh)])].sort();
  return owners.flatMap((owner) =>
    changes(committed[owner] ?? [], fresh[owner] ?? []).map((change) => ({
      file: COMMITTED,
      message: `${kind}${owner}: ${change}; ${CURE}`,
    })),
  );
}

/** What became of each variable of one contract or struct. */
function changes(before: readonly Variable[], after: readonly Variable[]): readonly string[] {
  const labels = [...new Set([...before, ...after].map(({ label }) => label))];
  return labels.flatMap((label) => {
    const was = before.find((variable) => variable.label === label);
    const is = after.find((variable) => variable.label === label);
    if (was === undefined) return is === undefined ? [] : [`${label} is new at ${place(is)}`];
    if (is === undefined) return [`${label} is gone from ${place(was)}`];
    if (place(was) !== place(is)) return [`${label} moved from ${place(was)} to ${place(is)}`];
    return was.type === is.type ? [] : [`${label} was ${was.type} and is ${is.type}`];
  });
}

function place({ slot, offset }: Variable): string {
  return offset === 0 ? `slot ${slot}` : `slot ${slot} byte ${offset}`;
}
