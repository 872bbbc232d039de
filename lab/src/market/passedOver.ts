/** A row of a source that cannot be used. It is left out, and named once the import is done. */
export type PassedOver = { readonly date: string; readonly id: string; readonly cause: string };
