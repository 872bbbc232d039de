import { z } from "zod";
import { MalformedFileError } from "./MalformedFileError.ts";

const Ids = z.array(z.string().min(1).max(80));
const ExcludedIds = z.strictObject({ stablecoins: Ids, wrapped_or_derivative: Ids });

/**
 * Reads the ids that no index may hold as a component, because they stand for another asset. Format in this folder's README.md.
 *
 * @throws MalformedFileError with file name, path within the document, and what was expected there.
 */
export function parseExcludedIds(text: string, fileName: string): ReadonlySet<string> {
  const parsed = ExcludedIds.safeParse(parseJson(text, fileName));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const column =
      issue === undefined || issue.path.length === 0 ? "document" : issue.path.join(".");
    throw new MalformedFileError({
      fileName,
      line: 1,
      column,
      expected: "{ stablecoins: [id, ...], wrapped_or_derivative: [id, ...] }",
      found: issue?.message ?? "",
    });
  }
  return new Set([...parsed.data.stablecoins, ...parsed.data.wrapped_or_derivative]);
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedFileError({
      fileName,
      line: 1,
      column: "document",
      expected: "a JSON document",
      found: text,
    });
  }
}
