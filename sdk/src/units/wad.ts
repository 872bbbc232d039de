/** {WAD} One, in the 18-decimal scale of weights and of every D18 quantity. */
export const WAD = 10n ** 18n;
