/** Not built yet. */
export function FaucetPage() {
  return <h1>FaucetPage</h1>;
}
