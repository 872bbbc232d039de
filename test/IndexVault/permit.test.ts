import { expect } from "chai";

import type { IndexVault } from "../../types/index.js";
import { createIndex } from "../fixtures/createIndex.ts";
import { encodeSteps } from "../fixtures/hostileRoute.ts";
import { DAY, indexFixture, WAD } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};
const ORDER_OF_SECP256K1 = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The form of ERC-2612. */
const permit = (
  vault: IndexVault,
  ...given: Parameters<IndexVault["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"]>
) => vault["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"](...given);

describe("IndexVault.permit", () => {
  const use = useFixture(indexFixture);

  /** Alice's signature, with any field of the domain or the message changed before she signs. */
  async function signed(
    domain: Record<string, unknown> = {},
    message: Record<string, unknown> = {},
  ) {
    const { vault, ethers, signers, networkHelpers } = use();
    const { chainId } = await ethers.provider.getNetwork();
    const deadline = BigInt(await networkHelpers.time.latest()) + DAY;
    const own = {
      owner: signers.alice.address,
      spender: signers.bob.address,
      value: 5n * WAD,
      nonce: 0n,
      deadline,
    };
    const signature = ethers.Signature.from(
      await signers.alice.signTypedData(
        {
          name: "Five",
          version: "1",
          chainId,
          verifyingContract: await vault.getAddress(),
          ...domain,
        },
        TYPES,
        { ...own, ...message },
      ),
    );
    const { v, r, s } = signature;
    return { ...own, v, r, s };
  }

  it("A-5 approves by signature, and what is approved can be redeemed", async () => {
    const { vault, signers, usdc } = use();
    const { alice, bob, stranger } = signers;
    const { value, deadline, v, r, s } = await signed();
    await expect(permit(vault.connect(stranger), alice, bob, value, deadline, v, r, s))
      .to.emit(vault, "Approval")
      .withArgs(alice, bob, value);
    expect(await vault.allowance(alice, bob)).to.equal(value);
    expect(await vault.nonces(alice)).to.equal(1n);
    await vault.connect(bob).redeem(value, bob, alice);
    expect(await usdc.balanceOf(bob)).to.equal(50n * 10n ** 6n);
  });

  it("A-5 refuses a replay", async () => {
    const { vault, signers } = use();
    const { alice, bob } = signers;
    const { value, deadline, v, r, s } = await signed();
    await permit(vault, alice, bob, value, deadline, v, r, s);
    await expect(permit(vault, alice, bob, value, deadline, v, r, s)).to.be.revertedWithCustomError(
      vault,
      "ERC2612InvalidSigner",
    );
  });

  it("A-5 is good until its deadline and not a second longer", async () => {
    const { vault, signers, networkHelpers } = use();
    const { alice, bob } = signers;
    const { value, deadline, v, r, s } = await signed();
    const snapshot = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(permit(vault, alice, bob, value, deadline, v, r, s))
      .to.be.revertedWithCustomError(vault, "ERC2612ExpiredSignature")
      .withArgs(deadline);
    await snapshot.restore();
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await permit(vault, alice, bob, value, deadline, v, r, s);
  });

  it("A-5 refuses a signature for another name, version, chain or vault", async () => {
    const fixture = use();
    const { vault, signers } = fixture;
    const { alice, bob } = signers;
    const other = await createIndex(fixture);
    for (const domain of [
      { name: "Six" },
      { version: "2" },
      { chainId: 1n },
      { verifyingContract: other.target },
    ]) {
      const { value, deadline, v, r, s } = await signed(domain);
      await expect(
        permit(vault, alice, bob, value, deadline, v, r, s),
        Object.keys(domain)[0],
      ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    }
  });

  it("A-5 refuses a signature for any other parameter", async () => {
    const { vault, signers } = use();
    const { alice, bob, stranger } = signers;
    const own = await signed();
    const others = [
      { owner: bob.address },
      { spender: stranger.address },
      { value: own.value + 1n },
      { nonce: 1n },
      { deadline: own.deadline + 1n },
    ];
    for (const message of others) {
      const { v, r, s } = await signed({}, message);
      await expect(
        permit(vault, alice, bob, own.value, own.deadline, v, r, s),
        Object.keys(message)[0],
      ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    }
  });

  it("A-5 refuses the other form of the same signature, and an empty one", async () => {
    const { vault, signers, ethers } = use();
    const { alice, bob } = signers;
    const { value, deadline, v, r, s } = await signed();
    const high = ethers.toBeHex(ORDER_OF_SECP256K1 - BigInt(s), 32);
    await expect(
      permit(vault, alice, bob, value, deadline, v === 27 ? 28 : 27, r, high),
    ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    await expect(
      permit(vault, ethers.ZeroAddress, bob, value, deadline, 27, ethers.ZeroHash, ethers.ZeroHash),
    ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
  });

  it("A-5 V-7 cannot be signed for the vault's own shares", async () => {
    const { vault, signers } = use();
    const { bob } = signers;
    const { value, deadline, v, r, s } = await signed({}, { owner: await vault.getAddress() });
    await expect(permit(vault, vault, bob, value, deadline, v, r, s)).to.be.revertedWithCustomError(
      vault,
      "ERC2612InvalidSigner",
    );
  });

  it("A-5 cannot be forged for a contract that holds shares, which approves by a call and is redeemed for", async () => {
    const { vault, usdc, ethers, signers } = use();
    const { alice, bob, stranger } = signers;
    const wallet = await ethers.deployContract("HostileExecutor"); // calls whatever it is told to
    await vault.connect(alice).transfer(wallet, 5n * WAD);
    const { value, deadline, v, r, s } = await signed({}, { owner: wallet.target });
    await expect(
      permit(vault.connect(stranger), wallet, bob, value, deadline, v, r, s),
    ).to.be.revertedWithCustomError(vault, "ERC2612InvalidSigner");
    const data = vault.interface.encodeFunctionData("approve", [bob.address, value]);
    await wallet.execute([], [], encodeSteps([{ target: vault.target as string, data }]));
    await vault.connect(bob).redeem(value, wallet, wallet);
    expect(await usdc.balanceOf(wallet)).to.equal(50n * 10n ** 6n);
  });
});
