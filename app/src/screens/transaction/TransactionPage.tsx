/** Not built yet. */
export function TransactionPage() {
  return <h1>TransactionPage</h1>;
}
