/** The part of solc's standard JSON that mutation reads and writes. */
export type CompilerInput = {
  readonly language: string;
  readonly sources: Readonly<Record<string, { readonly content: string }>>;
  readonly settings: Readonly<Record<string, unknown>>;
};

export type Code = {
  readonly object: string;
  readonly linkReferences: unknown;
  readonly immutableReferences?: unknown;
};

export type CompiledContract = {
  readonly abi: unknown;
  readonly evm: { readonly bytecode: Code; readonly deployedBytecode: Code };
};

export type CompilerOutput = {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly sources?: Readonly<Record<string, { readonly ast: unknown }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>>;
};

/** Contract names by source: what to generate code for. */
export type Selection = Readonly<Record<string, readonly string[]>>;
