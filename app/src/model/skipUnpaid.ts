import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";

/**
 * The same redemption without calls of the components that cannot be transferred now. They become claims either way; skipped, they
 * take no gas, so any number of hostile ones fits one transaction.
 */
export function skipUnpaid(forecast: Forecast): Forecast {
  const skip = forecast.parts.reduce(
    (bitmap, { paid, amount }, at) =>
      paid || amount === 0n ? bitmap : bitmap | (1n << BigInt(at)),
    forecast.skip,
  );
  return { ...forecast, skip };
}
