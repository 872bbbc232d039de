/** An output that a document shows between its marks, and the command that prints it. */
export type ShownOutput = {
  readonly name: string; // of docs/outputs/<name>.txt
  readonly command: readonly string[] | undefined; // of `sheaf`; undefined where a test holds it
  readonly needsRows: boolean; // recorded ones, which the project does not ship
};

/** Every output that documents show. A gate holds documents to the recorded texts, and .ci/run these to the commands. */
export const SHOWN_OUTPUTS: readonly ShownOutput[] = [
  { name: "demo-weeks-8", command: ["demo", "--weeks", "8"], needsRows: false },
  { name: "demo-exit", command: ["demo", "--exit"], needsRows: true },
  { name: "backtest-reference", command: ["backtest", "--reference"], needsRows: true },
  { name: "verify", command: undefined, needsRows: false },
];
