/** Whether a file is Solidity that ships: everything under contracts/ that is no test double. */
export function isProductContract(file: string): boolean {
  return (
    file.startsWith("contracts/") && file.endsWith(".sol") && !file.startsWith("contracts/mocks/")
  );
}
