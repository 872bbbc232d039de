/** Scale of a component's units: {tok} per {share}, times 1e36, as the vault keeps them. */
export const UNIT_SCALE = 10n ** 36n;
