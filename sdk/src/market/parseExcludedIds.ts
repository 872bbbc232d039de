import { z } from "zod";
import { MalformedFileError } from "./errors.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { ID_PATTERN } from "./readId.ts";

const Ids = z.array(z.string().regex(ID_PATTERN));
const ExcludedIds = z.strictObject({ stablecoins: Ids, wrapped_or_derivative: Ids });

/**
 * Reads the ids that no index may hold as a component, because they stand for another asset. Format in this folder's README.md.
 *
 * @throws MalformedFileError with file name, path within the document, and what was expected there.
 */
export function parseExcludedIds(text: string, fileName: string): ReadonlySet<string> {
  const parsed = ExcludedIds.safeParse(parseJsonFile(text, fileName), { reportInput: true });
  if (!parsed.success) throw malformed(fileName, parsed.error.issues[0]);
  return new Set([...parsed.data.stablecoins, ...parsed.data.wrapped_or_derivative]);
}

function malformed(fileName: string, issue: z.core.$ZodIssue | undefined): MalformedFileError {
  const { path = [], message = "", input, code } = issue ?? {};
  const isOdd = code === "invalid_format" && typeof input === "string";
  return new MalformedFileError({
    fileName,
    line: 1,
    column: path.length === 0 ? "document" : path.join("."),
    expected: isOdd
      ? "an id as the rows have it: lower case letters, digits, dots, dashes and underscores"
      : "{ stablecoins: [id, ...], wrapped_or_derivative: [id, ...] }",
    found: isOdd ? input : message,
  });
}
