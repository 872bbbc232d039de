import { z } from "zod";

import { NotVerifiedError, ServiceBusyError } from "./errors.ts";
import { requestJson } from "./requestJson.ts";
import type { Submission, Verifier } from "./verifier.ts";

const NAME = "Etherscan";
const Answer = z.object({ status: z.string(), result: z.unknown() });
const Sources = z.array(z.object({ SourceCode: z.string() }));

export type EtherscanOptions = {
  readonly api: string;
  readonly key: string;
  readonly site: string; // of the chain's explorer
};

/** Results that pass by themselves: the explorer limits requests, or has not seen the contract yet. */
const BUSY = /rate limit|unable to locate contractcode|try again|busy|timeout/i;
const ALREADY = /already verified/i;

/** Etherscan's API, version 2: one key for every chain. Faults come with status 200, and say in words which they are. */
export function etherscanVerifier({ api, key, site }: EtherscanOptions): Verifier {
  const urlOf = (chainId: number, query: Readonly<Record<string, string>>): URL => {
    const url = new URL(api);
    const all = { chainid: String(chainId), module: "contract", ...query, apikey: key };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url;
  };
  const ask = async (url: URL, request?: RequestInit): Promise<z.infer<typeof Answer>> => {
    const { status, body } = await requestJson(NAME, url, request);
    const answer = Answer.safeParse(body);
    if (!answer.success)
      throw new ServiceBusyError(NAME, `its answer has another form (${status})`);
    const { result } = answer.data;
    if (typeof result === "string" && BUSY.test(result)) throw new ServiceBusyError(NAME, result);
    return answer.data;
  };
  return {
    name: NAME,
    link: ({ address }) => `${site.replace(/\/$/, "")}/address/${address}#code`,
    isVerified: async ({ chainId, address }) => {
      const { result } = await ask(urlOf(chainId, { action: "getsourcecode", address }));
      const sources = Sources.safeParse(result);
      return sources.success && (sources.data[0]?.SourceCode ?? "") !== "";
    },
    submit: async (submission) => {
      const { status, result } = await ask(
        urlOf(submission.chainId, { action: "verifysourcecode" }),
        { method: "POST", body: formOf(submission) },
      );
      if (typeof result !== "string") throw new NotVerifiedError(NAME, "it gives no ticket");
      if (status === "1") return result;
      if (ALREADY.test(result)) return undefined;
      throw new NotVerifiedError(NAME, result);
    },
    progressOf: async ({ chainId }, guid) => {
      const { status, result } = await ask(urlOf(chainId, { action: "checkverifystatus", guid }));
      const text = String(result);
      if (/pending|in progress/i.test(text)) return { state: "pending" };
      if (status === "1" || ALREADY.test(text)) return { state: "verified" };
      return { state: "failed", reason: text };
    },
  };
}

/** The form of a submission. `constructorArguements` is how the explorers spelt it first, and some still read it. */
function formOf(submission: Submission): URLSearchParams {
  const { address, input, libraries, constructorArguments } = submission;
  return new URLSearchParams({
    contractaddress: address,
    sourceCode: JSON.stringify(withLibraries(input.stdJsonInput, input.librarySources, libraries)),
    codeformat: "solidity-standard-json-input",
    contractname: input.contractIdentifier,
    compilerversion: `v${input.compilerVersion}`,
    constructorArguments,
    constructorArguements: constructorArguments,
  });
}

/** The explorer compares linked code: the settings name the libraries' addresses. */
function withLibraries(
  { settings, ...rest }: Submission["input"]["stdJsonInput"],
  sources: Readonly<Record<string, string>>,
  libraries: Readonly<Record<string, string>>,
): unknown {
  const linked: Record<string, Record<string, string>> = {};
  for (const [name, source] of Object.entries(sources)) {
    const address = libraries[name];
    if (address !== undefined) linked[source] = { [name]: address };
  }
  return { ...rest, settings: { ...settings, libraries: linked } };
}
