/** Folders of contracts that are not the product: without code, or only for tests. */
const NOT_PRODUCT = ["contracts/interfaces/", "contracts/mocks/"];

/** Whether a source of the project, by its path from the root, belongs to what is deployed. */
export function isProductSource(file: string): boolean {
  return (
    file.startsWith("contracts/") &&
    file.endsWith(".sol") &&
    !NOT_PRODUCT.some((folder) => file.startsWith(folder))
  );
}
