import { firstRefusals, LOOK_UP, QUESTION, SUBMISSION } from "./firstRefusals.ts";
import type { Answered, Asked } from "./serveJson.ts";
import { serveJson } from "./serveJson.ts";
import type { Misbehaviour } from "./sourcifyService.ts";

export const KEY = "a key that nobody may see";

const FIELDS = [
  "codeformat",
  "compilerversion",
  "constructorArguements",
  "constructorArguments",
  "contractaddress",
  "contractname",
  "sourceCode",
];

/** A local service that speaks version 2 of Etherscan's API, as its documentation describes it, and refuses every other request. */
export async function etherscanService(misbehaviour: Misbehaviour = {}) {
  const verified = new Set<string>();
  const jobs = new Map<string, { readonly contract: string; left: number }>();
  const refused = firstRefusals(misbehaviour);
  const says = (status: "0" | "1", result: unknown): Answered => ({
    status: 200,
    body: { status, message: status === "1" ? "OK" : "NOTOK", result },
  });

  function answer({ method, url, body, type }: Asked): Answered {
    const query = Object.fromEntries(url.searchParams);
    const isLookUp = query.action === "getsourcecode";
    const status = refused(method === "POST" ? SUBMISSION : isLookUp ? LOOK_UP : QUESTION);
    if (status === 429) return says("0", "Max calls per sec rate limit reached (3/sec)");
    if (status !== undefined) return { ...says("0", "overloaded"), status };
    if (query.apikey !== KEY) return says("0", "Invalid API Key (#err2)|");
    if (url.pathname !== "/v2/api" || query.module !== "contract" || query.chainid !== "84532")
      return says("0", "Error! Missing Or invalid parameters");
    if (method === "GET" && isLookUp)
      return says("1", [{ SourceCode: verified.has(query.address) ? "{{}}" : "", ABI: "" }]);
    if (method === "GET" && query.action === "checkverifystatus") {
      const job = jobs.get(query.guid);
      if (job === undefined) return says("0", "Unknown UID");
      if (job.left-- > 0) return says("0", "Pending in queue");
      if (misbehaviour.mismatch === true) return says("0", "Fail - Unable to verify");
      verified.add(job.contract);
      return says("1", "Pass - Verified");
    }
    if (method !== "POST" || query.action !== "verifysourcecode" || !type.includes("urlencoded"))
      return says("0", "Error! Missing Or invalid Action name");
    const form = Object.fromEntries(new URLSearchParams(body));
    if (Object.keys(form).sort().join() !== FIELDS.join()) return says("0", "Missing fields");
    if (misbehaviour.raced === true || verified.has(form.contractaddress))
      return says("0", "Contract source code already verified");
    const guid = `guid${jobs.size}`;
    jobs.set(guid, { contract: form.contractaddress, left: misbehaviour.pending ?? 1 });
    return says("1", guid);
  }
  return { ...(await serveJson(answer)), verified };
}
