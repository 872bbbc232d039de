/** How a person reads and writes numbers: a BCP 47 language tag. The text of the app is English whatever it is. */
export type NumberFormat = {
  readonly locale: string;
};
