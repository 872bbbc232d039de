/** The app cannot start, as its configuration is missing or malformed. Leaving works without it. */
export function StartFault({ reason }: { readonly reason: string }) {
  return (
    <main className="mx-auto grid max-w-[560px] gap-3 p-8" role="alert">
      <h1>The app cannot start</h1>
      <p>{reason}</p>
      <p>
        Your shares are on the chain and in your wallet. <a href="/exit">Leave without this app</a>
      </p>
    </main>
  );
}
