import { ServiceBusyError } from "./errors.ts";

export type JsonAnswer = { readonly status: number; readonly body: unknown };

const PATIENCE = 30_000; // {ms}
const TOO_MANY_REQUESTS = 429;
const SERVER_FAULTS = 500;

/**
 * Sends a request to a service and reads its answer.
 * @throws ServiceBusyError if the service cannot be reached, limits requests, fails or answers no JSON. The message never
 *   holds the URL, for it may carry a key.
 */
export async function requestJson(
  service: string,
  url: URL,
  request: RequestInit = {},
): Promise<JsonAnswer> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE) }).catch(
    () => {
      throw new ServiceBusyError(service, `${url.host} cannot be reached`);
    },
  );
  const { status } = response;
  const text = await response.text();
  if (status === TOO_MANY_REQUESTS || status >= SERVER_FAULTS)
    throw new ServiceBusyError(service, `it answers with status ${status}`);
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    throw new ServiceBusyError(service, `its answer is no JSON (status ${status})`);
  }
}
