import { rm } from "node:fs/promises";

import { expect } from "chai";

import { exchangeFixture } from "./exchange/exchangeFixture.ts";
import type { ExchangeFixture } from "./exchange/exchangeFixture.ts";

type Sent = { readonly to: string };

const GWEI = 10n ** 9n; // {wei}

describe("sheaf cancel", function () {
  this.timeout(120_000);
  let fixture: ExchangeFixture;

  before(async () => {
    fixture = await exchangeFixture();
  });
  after(async () => {
    await automine(true);
    fixture.node.close();
    await rm(fixture.folder, { recursive: true });
  });

  async function automine(isOn: boolean): Promise<void> {
    await fixture.provider.request({ method: "evm_setAutomine", params: [isOn] });
  }

  /** Mines a block once a transaction of the person to itself is in it. */
  async function mineCancellation(): Promise<void> {
    const { provider, networkHelpers, person } = fixture;
    const request = { method: "eth_getBlockByNumber", params: ["pending", true] };
    for (;;) {
      const { transactions } = (await provider.request(request)) as { transactions: Sent[] };
      if (transactions.some(({ to }) => to === person.address.toLowerCase())) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await networkHelpers.mine();
  }

  it("takes the place of a transaction whose fee is too low, however high its tip is", async () => {
    const { person, networkHelpers, signers, ethers, vault } = fixture;
    await automine(false);
    await networkHelpers.setNextBlockBaseFeePerGas(60n * GWEI);
    const nonce = await person.getNonce();
    const stuck = await person.sendTransaction({
      ...{ to: signers.stranger.address, value: 1n, gasLimit: 21_000n, nonce },
      ...{ maxFeePerGas: 40n * GWEI, maxPriorityFeePerGas: 40n * GWEI },
    });
    const refused = await fixture.sign("buy", await vault.getAddress(), "--usdc", "5");
    expect(refused.code, refused.output).to.equal(1);
    expect(refused.errors, refused.output).to.include(
      `cancel it with \`sheaf cancel --nonce ${nonce}\``,
    );

    const [cancelled] = await Promise.all([
      fixture.sign("cancel", "--nonce", String(nonce)),
      mineCancellation(),
    ]);
    expect(cancelled.code, cancelled.output).to.equal(0);
    const { cancelledBy } = JSON.parse(cancelled.out) as { cancelledBy: string };
    expect((await ethers.provider.getTransaction(cancelledBy))?.nonce).to.equal(nonce);
    expect(await ethers.provider.getTransactionReceipt(stuck.hash)).to.equal(null);
    expect(await person.getNonce()).to.equal(nonce + 1);
  });

  it("sends nothing where nothing waits", async () => {
    const nonce = await fixture.person.getNonce();
    const { code, output, errors } = await fixture.sign("cancel");
    expect(code, output).to.equal(0);
    expect(errors).to.include("no transaction of").and.include("waits");
    expect(await fixture.person.getNonce()).to.equal(nonce);
  });
});
