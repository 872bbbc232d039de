/** Something about an id, or about a whole decision (`all`), that a reader of its weights should know. */
export type Note = { readonly id: string; readonly note: string };
