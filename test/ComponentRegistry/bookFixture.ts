import { addComponents } from "../fixtures/addComponents.ts";
import { WAD } from "../fixtures/indexFixture.ts";
import { registryFixture } from "./registryFixture.ts";

const ADDED = 104;
const DOLLAR = 10n ** 8n; // {usd/token}, feed decimals

/** The registry with 110 components listed, nearly all by terms of their own, and one that is probed and not listed. */
export async function bookFixture() {
  const fixture = await registryFixture();
  const { ethers, registry, signers, usdc, market } = fixture;
  const additions = [];
  for (let i = 0; i < ADDED; i++) {
    const at = BigInt(i);
    const terms = {
      heartbeat: 86_400n + at,
      maxAnswer: DOLLAR * 2n + at,
      maxWeight: WAD / 4n - at,
      dust: 100n + at,
    };
    const token = await ethers.deployContract("MockERC20", [`C${i}`, `C${i}`, 18]);
    additions.push({ token, tokenDecimals: 18, terms });
  }
  await addComponents(fixture, additions);

  const listed = [
    ...(await Promise.all(
      [usdc, ...additions.map(({ token }) => token)].map((t) => t.getAddress()),
    )),
    ...[...market.names.values()].map(({ token }) => token),
  ].toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return {
    ...fixture,
    listed,
    guardian: registry.connect(signers.guardian),
    anyone: registry.connect(signers.stranger),
  };
}
