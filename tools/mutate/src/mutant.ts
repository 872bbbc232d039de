/** What a mutant does to a source. */
export type OperatorName =
  | "delete-require"
  | "delete-modifier"
  | "flip-rounding"
  | "swap-comparison"
  | "swap-plus-minus"
  | "nudge-constant"
  | "drop-emit"
  | "drop-call"
  | "swap-arguments";

/** One replacement in one source, before it has an identity. Offsets count bytes, as the compiler's do. */
export type Edit = {
  readonly start: number; // {byte}
  readonly length: number; // {byte}
  readonly replacement: string;
};

/** One small defect that a good test notices. */
export type Mutant = Edit & {
  /** Names the mutant across runs, and across edits elsewhere in its file. */
  readonly id: string;
  /** Path from the project's root. */
  readonly file: string;
  readonly operator: OperatorName;
  readonly line: number;
  /** Function or variable that is changed, such as `IndexVault.initialize`. */
  readonly place: string;
  /** {byte} Where that function or variable starts. */
  readonly placeStart: number;
  readonly diff: string;
};

/** What became of a mutant. `timeout` counts as killed; `equivalent` and `discarded` count for nothing. */
export type Status = "killed" | "timeout" | "survived" | "equivalent" | "discarded";

export type MutantResult = {
  readonly id: string;
  readonly file: string;
  readonly operator: OperatorName;
  readonly line: number;
  readonly place: string;
  readonly diff: string;
  readonly status: Status;
  /** Title of the test that killed it, the compiler's message, or why it is equivalent. */
  readonly detail: string;
  readonly compileSeconds: number;
  readonly testSeconds: number;
};
