import { Link } from "wouter";

import { useConfig } from "../../config/useConfig.ts";

/** The way to test money, where there is a faucet. */
export function NeedFunds() {
  const { local } = useConfig();
  if (local?.faucet !== true) return null;
  return (
    <Link href="/faucet" className="figure">
      Get test money
    </Link>
  );
}
