import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { testMarketFixture } from "./testMarketFixture.ts";

type World = Awaited<ReturnType<typeof testMarketFixture>>;
type Call = { readonly method: string };

/** Number of the transaction that creates the vault, which is linked with libraries; counted from 0. */
const LINKED = 12;

describe("npm run deploy, where the node goes away in the middle", function () {
  this.timeout(120_000);
  let world: World;
  let proxy: Server;

  beforeEach(async () => {
    world = await testMarketFixture(2);
  });
  afterEach(async () => {
    proxy.close();
    await world.close();
  });

  /** In front of the node: from the transaction of that number on it says nothing, whether it `passes` that one on or not. */
  async function goneAt(number: number, passes: boolean): Promise<string> {
    let seen = 0;
    proxy = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { method } = JSON.parse(body) as Call;
        const isLast = method === "eth_sendRawTransaction" && seen++ === number;
        const isGone = seen > number;
        if (isGone && !(isLast && passes)) return void request.socket.destroy();
        const forwarded = fetch(world.rpcUrl, { method: "POST", body });
        void forwarded
          .then((answer) => answer.text())
          .then((text) => (isGone ? request.socket.destroy() : response.end(text)));
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  for (const [title, passes] of [
    ["with a transaction that it never got", false],
    ["with a transaction that it got, and did not confirm", true],
  ] as const)
    it(`says so ${title}, and the next run goes on`, async () => {
      const rpcUrl = await goneAt(LINKED, passes);
      const outcome = await world.run({ rpcUrl }).catch((error: Error) => error);
      expect(outcome).to.include({ name: "Deploy.NodeGoneError" });
      const nonce = await world.ethers.provider.getTransactionCount(world.key.address);
      expect(nonce).to.equal(passes ? LINKED + 1 : LINKED);

      const { sent, resumed, waitsUntil } = await world.run();
      expect(resumed).to.equal(LINKED + 1);
      expect(waitsUntil).to.equal(null);
      expect(await world.ethers.provider.getTransactionCount(world.key.address)).to.equal(
        sent + resumed,
      );
      expect(await world.run()).to.include({ sent: 0 });
    });
});
