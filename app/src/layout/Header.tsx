import { Link, useRoute } from "wouter";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import { cx } from "../ui/cx.ts";
import { ConnectButton } from "../wallet/ConnectButton.tsx";
import { Logo } from "./Logo.tsx";

/** Sign, pages, chain and wallet. */
export function Header() {
  const { chain } = useNode();
  const { local } = useConfig();
  return (
    <header className="flex flex-wrap items-center gap-x-7 gap-y-2 border-b border-line bg-card px-4 py-2.5 sm:px-8 sm:py-3.5">
      <Link
        href="/"
        className="flex items-center gap-2 text-[18px] font-[680] tracking-tight text-ink no-underline"
      >
        <Logo />
        Sheaf
      </Link>
      <nav
        aria-label="Main"
        className="order-3 -mx-2 flex w-full flex-wrap gap-x-1 sm:order-none sm:mx-0 sm:w-auto"
      >
        <Page href="/" text="Indexes" also="/i/*?" />
        <Page href="/portfolio" text="My indexes" />
        {local?.faucet === true && <Page href="/faucet" text="Test money" />}
        <Page href="/settings" text="Settings" />
      </nav>
      <div className="ml-auto flex items-center gap-3">
        <span className="hidden items-center gap-1.5 text-[13px] text-dim sm:flex">
          <i className="size-[7px] rounded-full bg-bull" aria-hidden="true" />
          {chain.name}
        </span>
        <ConnectButton />
      </div>
    </header>
  );
}

type PageProps = { readonly href: string; readonly text: string; readonly also?: string };

function Page({ href, text, also = href }: PageProps) {
  const [isHere] = useRoute(href);
  const [isBelow] = useRoute(also);
  const isCurrent = isHere || isBelow;
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "rounded-[9px] px-2 py-1.5 text-[14px] whitespace-nowrap no-underline sm:px-3 sm:text-base",
        isCurrent ? "bg-soft font-[560] text-ink" : "text-dim hover:text-ink",
      )}
    >
      {text}
    </Link>
  );
}
