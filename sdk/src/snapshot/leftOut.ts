/** An id that the rules are not shown this week, or a stablecoin that is not to be bought. */
export type LeftOut = { readonly id: string; readonly reason: string };
