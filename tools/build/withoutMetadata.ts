/** The end of a code: a hash of 34 bytes, three bytes of the compiler's version, their names, and the length of all that. */
const METADATA = /a2646970667358221220[0-9a-f]{64}64736f6c6343[0-9a-f]{6}0033/g;

/**
 * Text in which the hash of the compiler's metadata is left out of every code. The metadata lists where the imports of all
 * sources of a compiler run lie; so the hash depends on the sources compiled beside a contract, and the code does not.
 */
export function withoutMetadata(text: string): string {
  return text.replaceAll(METADATA, "");
}
