import { MalformedJsonError } from "../units/errors.ts";
import { parseJson } from "../units/parseJson.ts";
import { MalformedFileError } from "./errors.ts";

/**
 * Parses the text of a JSON file.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseJsonFile(text: string, fileName: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    const { line, column, expected, found } = error;
    throw new MalformedFileError({ fileName, line, column: String(column), expected, found });
  }
}
