/** Not built yet. */
export function IndexPage() {
  return <h1>IndexPage</h1>;
}
