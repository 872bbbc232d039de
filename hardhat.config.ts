import { createRequire } from "node:module";

import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatEthersChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import hardhatVerify from "@nomicfoundation/hardhat-verify";
import { defineConfig } from "hardhat/config";

import { campaignDepth } from "./tools/build/campaignDepth.ts";
import { sharedOverrides } from "./tools/build/sharedOverrides.ts";
import { shippedSources } from "./tools/build/shippedSources.ts";

/** The compiler is the WASM build from the lockfile: nothing is downloaded, every machine compiles the same bytes. */
const compiler = {
  version: "0.8.37",
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
};

const settings = { evmVersion: "osaka", optimizer: { enabled: true, runs: 200 } };

/** The one configuration of everything that ships: tests, benchmark and deployment use the bytecode that it makes. */
const shipped = { ...compiler, settings: { ...settings, viaIR: true } };

/** Fuzz tests and invariants: a seed of one's own replays a nightly run. */
const { fuzzRuns, invariantRuns, invariantDepth } = campaignDepth(process.env);
const campaignSeed = `0x${Number(process.env.SHEAF_SEED ?? "1").toString(16)}`;

/** EIP-7825: no transaction may use more. {gas} */
const TRANSACTION_GAS_CAP = 2 ** 24;

export default defineConfig({
  plugins: [
    hardhatEthers,
    hardhatEthersChaiMatchers,
    hardhatIgnitionEthers,
    hardhatMocha,
    hardhatNetworkHelpers,
    hardhatTypechain,
    hardhatVerify,
    sharedOverrides,
  ],
  solidity: {
    profiles: {
      default: {
        compilers: [{ ...compiler, settings }],
        overrides: Object.fromEntries(
          shippedSources(import.meta.dirname).map((source) => [source, shipped]),
        ),
      },
    },
    splitTestsCompilation: true,
    npmFilesToBuild: ["@openzeppelin/contracts/governance/TimelockController.sol"],
  },
  paths: { ignition: "deploy", sources: "contracts", tests: { mocha: "test", solidity: "test" } },
  test: {
    solidity: {
      fuzz: { runs: fuzzRuns, seed: campaignSeed },
      invariant: { runs: invariantRuns, depth: invariantDepth, failOnRevert: false },
    },
  },
  typechain: { outDir: "types" },
  networks: {
    default: {
      type: "edr-simulated",
      chainType: "l1",
      hardfork: "osaka",
      chainId: 31337,
      blockGasLimit: 60_000_000,
      gas: TRANSACTION_GAS_CAP,
      // Mutants are compiled without IR, for speed, and the vault is larger then than a chain takes.
      allowUnlimitedContractSize: process.env.SHEAF_MUTANTS === "true",
    },
    /** A local node of somebody's own; the demo overrides the address by `--rpc`. */
    external: { type: "http", chainType: "l1", url: "http://127.0.0.1:8545" },
    node: {
      type: "edr-simulated",
      chainType: "l1",
      hardfork: "osaka",
      chainId: 31337,
    },
  },
});
