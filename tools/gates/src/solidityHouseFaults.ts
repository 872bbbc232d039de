import { lineAt } from "./lineAt.ts";

type Fault = { readonly line: number; readonly message: string };

const SECTION = /^ {4}\/\* .* \*\/$/;
const FUNCTION = /^ {4}(?:function (\w+)|constructor|receive|fallback)\(/;
const DECLARATION = /^ {4}(?:struct|enum|error|event|modifier|mapping\(|using )/;
const UNEXPLAINED = /^ {4}(struct|enum|error|event) (\w+)/;
const STATE =
  /^ {4}[\w.]+(?:\[\])? (?:internal|private) (\w+);$|^ {4}mapping\(.*\) (?:internal|private) (\w+);$/;

/**
 * What solhint cannot be told of the house style, read from formatted source:
 * declarations before functions, within a section outer functions before inner ones, `_` before inner names and nowhere
 * else, and a comment on every type, event and error of an interface.
 */
export function solidityHouseFaults(source: string, file: string): readonly Fault[] {
  const faults: Fault[] = [];
  const lines = source.split("\n");
  const isLibrary = /^library /m.test(source);
  let [functionsBegan, innerSeen] = ["", ""];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const add = (message: string): void => void faults.push({ line: index + 1, message });
    if (/^(?:abstract contract|contract|interface|library) /.test(line))
      [functionsBegan, innerSeen] = ["", ""];
    if (SECTION.test(line)) innerSeen = "";
    if (DECLARATION.test(line) && functionsBegan !== "") {
      add(`stands after function ${functionsBegan}: declarations come first (house order)`);
    }
    const unexplained = UNEXPLAINED.exec(line);
    if (
      unexplained !== null &&
      file.startsWith("contracts/interfaces/") &&
      !explains(lines[index - 1])
    ) {
      add(`${unexplained[1]} ${unexplained[2]} has no comment: the interface is the manual (S2)`);
    }
    const state = STATE.exec(line);
    const variable = state?.[1] ?? state?.[2];
    if (variable !== undefined && !variable.startsWith("_"))
      add(`internal variable ${variable} lacks its _ (S8)`);
    const declared = FUNCTION.exec(line);
    if (declared !== null) {
      const name = declared[1] ?? "constructor";
      const head = source.slice(offset, offset + source.slice(offset).search(/[{;]/));
      const inner = /\b(?:internal|private)\b/.test(head);
      functionsBegan = name;
      if (inner) innerSeen = name;
      else if (innerSeen !== "")
        add(`${name} stands after the internal ${innerSeen} of its section (house order)`);
      const owed = inner && (!isLibrary || /\bprivate\b/.test(head));
      if (owed && !name.startsWith("_")) add(`internal function ${name} lacks its _ (S8)`);
      if (!inner && name.startsWith("_")) add(`${name} is not internal and starts with _ (S8)`);
      const parameter = /[(,]\s*[\w.]+(?:\[\])*(?: (?:memory|calldata|storage))? (_\w+)/.exec(head);
      if (parameter !== null) {
        faults.push({
          line: lineAt(source, offset + parameter.index + parameter[0].length - 1),
          message: `parameter ${parameter[1]} starts with _: parameters are plain names (S8)`,
        });
      }
    }
    offset += line.length + 1;
  }
  return faults;
}

/** Whether a line, the one before a declaration, belongs to a comment. */
function explains(line: string | undefined): boolean {
  return line !== undefined && /^\s*(?:\/\/\/|\*\/|\*)/.test(line);
}
