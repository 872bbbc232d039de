/** A signal source is one method. It returns a checked reading or throws; it never guesses. */
export type SignalSource<reading> = { readonly name: string; read(asOf: Date): Promise<reading> };
