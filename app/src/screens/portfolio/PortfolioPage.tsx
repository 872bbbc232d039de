/** Not built yet. */
export function PortfolioPage() {
  return <h1>PortfolioPage</h1>;
}
