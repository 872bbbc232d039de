import { expect } from "chai";
import { defineChain, recoverMessageAddress, toHex } from "viem";
import type { Address, Hex } from "viem";

import { localProvider } from "../../src/wallet/local/localProvider.ts";

const chain = defineChain({
  id: 31337,
  name: "Local chain",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: ["http://127.0.0.1:9/"] } },
});
const rpc = "http://127.0.0.1:9/";

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}

describe("localProvider", () => {
  it("shows no account and signs nothing before a person connects it, nor after it is disconnected", async () => {
    const provider = localProvider({ chain, rpc, storage: memory() });
    const refused = async (account: Address): Promise<unknown> =>
      provider.request({ method: "personal_sign", params: ["0x01", account] }).then(
        () => "signed",
        (error: { code?: number }) => error.code,
      );
    expect(await provider.request({ method: "eth_accounts" })).to.deep.equal([]);
    const [account] = (await provider.request({ method: "eth_requestAccounts" })) as [Address];
    expect(await refused(account)).to.equal("signed");
    await provider.request({ method: "wallet_revokePermissions" });
    expect(await provider.request({ method: "eth_accounts" })).to.deep.equal([]);
    expect(await refused(account)).to.equal(4100);
  });

  it("keeps its key in its storage, and signs as its account only", async () => {
    const storage = memory();
    const provider = localProvider({ chain, rpc, storage });
    const [account] = (await provider.request({ method: "eth_requestAccounts" })) as [Address];
    const again = localProvider({ chain, rpc, storage });
    expect(await again.request({ method: "eth_accounts" })).to.deep.equal([account]);

    const raw = toHex("hello");
    const signature = (await again.request({
      method: "personal_sign",
      params: [raw, account],
    })) as Hex;
    expect(await recoverMessageAddress({ message: { raw }, signature })).to.equal(account);
    const stranger = `0x${"11".repeat(20)}`;
    const code = await again.request({ method: "personal_sign", params: [raw, stranger] }).then(
      () => "signed",
      (error: { code?: number }) => error.code,
    );
    expect(code).to.equal(4100);
  });

  it("gets test money once for a node, before the account is used", async () => {
    const storage = memory();
    const funded: Address[] = [];
    const fund = async (account: Address): Promise<void> => void funded.push(account);
    const provider = localProvider({ chain, rpc, storage, fund });
    const [account] = (await provider.request({ method: "eth_requestAccounts" })) as [Address];
    await provider.request({ method: "eth_requestAccounts" });
    await localProvider({ chain, rpc, storage, fund }).request({ method: "eth_requestAccounts" });
    expect(funded).to.deep.equal([account]);
    const elsewhere = localProvider({ chain, rpc: "http://127.0.0.1:10/", storage, fund });
    await elsewhere.request({ method: "eth_requestAccounts" });
    expect(funded).to.deep.equal([account, account]);
  });
});
