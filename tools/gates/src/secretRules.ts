import { wordlists } from "ethers";

import { entropyOf } from "./entropyOf.ts";

/** One kind of secret: where it may stand, and what makes a candidate one. */
export type SecretRule = {
  readonly kind: string;
  readonly pattern: RegExp; // the first group is the secret
  readonly isSecret: (candidate: string, context: string) => boolean;
};

/** {bit} Per character. Below it a candidate is a placeholder, a counter or a word. */
const HEX_ENTROPY = 3;
const TOKEN_ENTROPY = 3.5;
/** {words} */
const SHORTEST_PHRASE = 12;

/** Words that say of 32 bytes, on their line or the one above, what they are if not a key. */
const EXPLAINED = /slot|hash|digest|topic|salt|root|selector|keccak|bytes32 constant|equal\(/i;
const CALLED_KEY = /private[-_ ]?key|secret|\bkey\b|signer|wallet/i;

/** What is public however it is called. */
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

const always = (): boolean => true;
const english = new Set(Array.from({ length: 2048 }, (_, index) => wordlists.en?.getWord(index)));

export const SECRET_RULES: readonly SecretRule[] = [
  {
    kind: "private key",
    pattern: /(?<![0-9a-zA-Z])(?:0x)?([0-9a-fA-F]{64})(?![0-9a-zA-Z])/g,
    isSecret: (hex, context) =>
      entropyOf(hex) > HEX_ENTROPY && (CALLED_KEY.test(context) || !EXPLAINED.test(context)),
  },
  {
    kind: "mnemonic",
    pattern: /(?<![a-z])([a-z]{3,8}(?:["', ]+[a-z]{3,8}){11,})(?![a-z])/g,
    isSecret: isPhrase,
  },
  { kind: "private key file", pattern: /(-----BEGIN [A-Z ]*PRIVATE KEY-----)/g, isSecret: always },
  { kind: "keystore", pattern: /("ciphertext"\s*:\s*"[0-9a-f]{32,}")/g, isSecret: always },
  {
    kind: "API token",
    pattern:
      /\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,}|npm_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{20,}|AIza[0-9A-Za-z_-]{35}|sk_live_[0-9a-zA-Z]{20,}|CG-[A-Za-z0-9]{20,}|tm-[0-9a-f]{8}-[0-9a-f-]{27}|eyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{15,})/g,
    isSecret: (token) => entropyOf(token) > HEX_ENTROPY,
  },
  {
    kind: "key in an endpoint",
    pattern: /https?:\/\/[^\s"'`]*?\/(?:v[23]|rpc|api[-_]?key)\/([A-Za-z0-9_-]{28,})/g,
    isSecret: (token) => entropyOf(token) > HEX_ENTROPY,
  },
  {
    kind: "password in an endpoint",
    pattern: /[a-z]+:\/\/[^\s:/@"'`]+:([^\s:/@"'`$]{6,})@/g,
    isSecret: always,
  },
  {
    kind: "API token",
    pattern:
      /(?:api[-_]?key|secret|token|passw(?:or)?d|bearer|authorization)["']?\s*[:=]\s*["'`](?:Bearer )?([A-Za-z0-9+/_=.-]{20,})["'`]/gi,
    isSecret: (token) => entropyOf(token) > TOKEN_ENTROPY && !ADDRESS.test(token),
  },
];

/** Whether twelve words in a row are of the list that seed phrases are made of. Prose has shorter words between. */
function isPhrase(candidate: string): boolean {
  let run = 0;
  for (const word of candidate.split(/["', ]+/)) {
    run = english.has(word) ? run + 1 : 0;
    if (run === SHORTEST_PHRASE) return true;
  }
  return false;
}
