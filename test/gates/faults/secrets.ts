import { DEVELOPMENT_MNEMONIC, developmentKeys } from "@sheaf/gates/developmentKeys";
import type { GateCase } from "../plantedFault.ts";

/** Canaries: nobody's, and put together from parts, so that this file is not a finding of its own. */
const KEY = ["8c1e4f0b97d25a63", "e0f47b1c9d3865a2", "47be905d1fc68a33", "f2719ce04d86b5a1"].join(
  "",
);
const PHRASE = [
  ["legal", "winner", "thank", "year", "wave", "sausage"],
  ["worth", "useful", "legal", "winner", "thank", "yellow"],
].flatMap((half) => half);
const TOKEN = ["gh", "p_", "Xk29aLwQ0vTz7RmB", "4yHcNd81SeUfJgPo3iKb"].join("");
const API_KEY = ["qV7x", "Zt2Lw9", "RkP0mB4y", "HcNd81Se"].join("");
const ENDPOINT = ["https://mainnet.example/v2/", "a8Kd02mXzQ7vLp", "3TnWc5YrBe1HgJ"].join("");
const [DEVELOPMENT_KEY = ""] = developmentKeys();

export const secrets: GateCase = {
  gate: "secrets",
  clean: {
    "contracts/Slots.sol": `bytes32 constant SLOT = 0x${KEY};\n`,
    "sdk/src/plain.ts": `export const zero = "0x${"00".repeat(32)}";\nexport const apiKey = process.env["API_KEY"];\n`,
    "test/keeper/sendTransaction.test.ts": `const key = "0x${DEVELOPMENT_KEY}";\n`,
    "docs/prose.md":
      "The keeper reads what the chain says and never asks a store of its own about the state of an epoch.\n",
  },
  planted: {
    "keeper/src/key.ts": `export const privateKey = "0x${KEY}";\n`,
    "keeper/src/bare.ts": `start("${KEY}");\n`,
    "docs/phrase.md": `Restore with ${PHRASE.join(" ")}.\n`,
    "keeper/src/phrase.ts": `const words = [${PHRASE.map((word) => `"${word}"`).join(", ")}];\n`,
    "scripts/token.ts": `const token = "${TOKEN}";\n`,
    "settings.json": `{ "api_key": "${API_KEY}" }\n`,
    ".env.example": `RPC_URL=${ENDPOINT}\nDATABASE_URL=postgres://sheaf:${API_KEY.slice(0, 12)}@db/sheaf\n`,
    "keys/id.pem": `${["-----BEGIN EC", "PRIVATE KEY-----"].join(" ")}\n`,
    "keys/keystore.json": `{ "crypto": { "ciphertext": "${KEY.slice(0, 40)}" } }\n`,
    "scripts/dev.ts": `const key = "0x${DEVELOPMENT_KEY}";\n`,
    "docs/dev.md": `Restore with ${DEVELOPMENT_MNEMONIC}.\n`,
  },
  faults: [
    {
      fault: "a private key (the canary)",
      file: "keeper/src/key.ts",
      message: "private key: 8c1e…",
    },
    {
      fault: "a private key that nothing calls one",
      file: "keeper/src/bare.ts",
      message: "private key: 8c1e…",
    },
    { fault: "a seed phrase in prose", file: "docs/phrase.md", message: "mnemonic:" },
    { fault: "a seed phrase as a list", file: "keeper/src/phrase.ts", message: "mnemonic:" },
    { fault: "a token of a known form", file: "scripts/token.ts", message: "API token: ghp_…" },
    { fault: "a random value called a key", file: "settings.json", message: "API token: qV7x…" },
    { fault: "a key in an endpoint", file: ".env.example", message: "key in an endpoint: a8Kd…" },
    {
      fault: "a password in an endpoint",
      file: ".env.example",
      message: "password in an endpoint:",
    },
    { fault: "a key file", file: "keys/id.pem", message: "private key file" },
    { fault: "an encrypted keystore", file: "keys/keystore.json", message: "keystore" },
    {
      fault: "a local chain's key in a file not listed",
      file: "scripts/dev.ts",
      message: "a local chain's private key, not allowed in this file",
    },
    {
      fault: "a local chain's seed phrase in a file not listed",
      file: "docs/dev.md",
      message: "a local chain's mnemonic, not allowed in this file",
    },
  ],
};
