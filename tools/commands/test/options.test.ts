import { expect } from "chai";

import { addressOption } from "../src/addressOption.ts";
import { basisPointsOption } from "../src/basisPointsOption.ts";
import { choicesOption } from "../src/choicesOption.ts";
import { createCommand } from "../src/createCommand.ts";
import { dateOption } from "../src/dateOption.ts";
import { jsonOption } from "../src/jsonOption.ts";
import { localNodeUrlOption } from "../src/localNodeUrlOption.ts";
import { nodeUrlOption } from "../src/nodeUrlOption.ts";
import { parseCommandLine } from "../src/parseCommandLine.ts";
import { pathOption } from "../src/pathOption.ts";
import { portOption } from "../src/portOption.ts";
import { wholeNumberOption } from "../src/wholeNumberOption.ts";

const VITALIK = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";

async function parse(...flags: string[]): Promise<Record<string, unknown>> {
  let parsed: Record<string, unknown> = {};
  const command = createCommand({ name: "test", summary: "", description: "", exitCodes: "" })
    .addOption(wholeNumberOption("--count <n>", "a count", { from: 1, to: 52 }))
    .addOption(wholeNumberOption("--block <n>", "a block", { from: 0 }))
    .addOption(basisPointsOption("--slippage <bps>", "slippage", 500))
    .addOption(portOption("--port <n>", "a port"))
    .addOption(dateOption("--date <date>", "a date"))
    .addOption(addressOption("--vault <address>", "an address"))
    .addOption(nodeUrlOption("--rpc <url>", "a node"))
    .addOption(localNodeUrlOption("--local <url>", "a local node"))
    .addOption(pathOption("--data <dir>", "a folder"))
    .addOption(choicesOption("--only <name>", "one of them", ["red", "green"]))
    .addOption(jsonOption("the report"))
    .action((options) => {
      parsed = { ...options };
    });
  await parseCommandLine(command, flags);
  return parsed;
}

describe("options of commands", () => {
  let directory: string | undefined;
  before(() => {
    directory = process.env.SHEAF_CALLER_DIRECTORY;
    process.env.SHEAF_CALLER_DIRECTORY = "/caller";
  });
  after(() => {
    if (directory === undefined) delete process.env.SHEAF_CALLER_DIRECTORY;
    else process.env.SHEAF_CALLER_DIRECTORY = directory;
  });

  for (const [flags, expected] of [
    [["--count", "52"], { count: 52 }],
    [["--block", "9007199254740991"], { block: 9007199254740991 }],
    [["--slippage", "500"], { slippage: 500 }],
    [["--port", "8545"], { port: 8545 }],
    [["--date", "2024-02-29"], { date: "2024-02-29" }],
    [["--vault", VITALIK.toLowerCase()], { vault: VITALIK }],
    [["--rpc", "https://a.example/key"], { rpc: "https://a.example/key" }],
    [["--local", "http://localhost:8545"], { local: "http://localhost:8545/" }],
    [["--data", "rows"], { data: "/caller/rows" }],
    [["--data", "/rows"], { data: "/rows" }],
    [["--only", "red", "--only", "green"], { only: ["red", "green"] }],
    [["--json", "-"], { json: "-" }],
    [["--json", "out.json"], { json: "/caller/out.json" }],
  ] as const)
    it(`reads ${flags.join(" ")}`, async () => {
      expect(await parse(...flags)).to.deep.equal(expected);
    });

  for (const [flags, message] of [
    [["--count", "0"], '--count takes a whole number from 1 to 52, not "0"'],
    [["--count", "1e1"], '--count takes a whole number from 1 to 52, not "1e1"'],
    [["--count", "0x10"], '--count takes a whole number from 1 to 52, not "0x10"'],
    [["--count", " 3"], '--count takes a whole number from 1 to 52, not " 3"'],
    [["--block", "-1"], '--block takes a whole number from 0, not "-1"'],
    [["--block", "9007199254740992"], "--block takes a whole number from 0"],
    [["--slippage", "501"], "--slippage takes a whole number from 0 to 500"],
    [["--port", "65536"], "--port takes a whole number from 1 to 65535"],
    [["--date", "2023-02-29"], '--date takes a date as YYYY-MM-DD, not "2023-02-29"'],
    [["--vault", "0x12"], "--vault takes an address, 0x and 40 hexadecimal digits"],
    [["--vault", VITALIK.replace("d8dA", "D8dA")], "--vault: the checksum of"],
    [["--rpc", "ws://a"], '--rpc takes an http or https URL, not "ws://a"'],
    [["--local", "http://10.0.0.1:8545"], "--local takes an http URL of this machine"],
    [["--data", ""], "--data takes a path"],
    [["--only", "blue"], '--only takes one of red, green, not "blue"'],
    [["--counts", "3"], "unknown option '--counts' (Did you mean --count?)"],
    [["--count"], "option '--count <n>' argument missing"],
    [["left", "over"], "too many arguments"],
  ] as const)
    it(`refuses ${flags.join(" ")} in one line`, async () => {
      let refusal = "";
      await parse(...flags).catch((error: unknown) => (refusal = String(error)));
      expect(refusal).to.include("Commands.UnusableOptionError: ").and.include(message);
      expect(refusal).not.to.include("\n");
    });
});
