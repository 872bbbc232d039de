import { Suspense } from "react";
import type { ReactNode } from "react";

import { Skeleton } from "../ui/Skeleton.tsx";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { NodeNotice } from "./NodeNotice.tsx";
import { SafetyNote } from "./SafetyNote.tsx";

/** Frame of every page: header, notices and footer. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:left-3 focus:top-3 focus:z-50 focus:rounded-control focus:bg-card focus:p-3"
      >
        Skip to the page
      </a>
      <Header />
      <SafetyNote />
      <NodeNotice />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1280px] flex-1 px-4 pt-5 pb-14 outline-none sm:px-8 sm:pt-7"
      >
        <Suspense fallback={<Skeleton className="h-96 w-full" />}>{children}</Suspense>
      </main>
      <Footer />
    </div>
  );
}
