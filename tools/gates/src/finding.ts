/** One thing that is wrong, and where. */
export type Finding = {
  readonly file: string; // relative to the root, with slashes
  readonly line?: number; // counts from one
  readonly message: string;
};

/** What a gate found, and lines that it shows whether or not it found anything. */
export type Report = { readonly findings: readonly Finding[]; readonly table?: readonly string[] };

/** A gate looks at the project under `root`; its own configuration is always this repository's. */
export type Gate = {
  readonly name: string;
  readonly promise: string; // what holds where it finds nothing
  readonly needsBuild: boolean; // whether it reads artifacts or generated types
  readonly check: (root: string) => Promise<Report>;
};
