import { Option } from "@commander-js/extra-typings";

/** An option whose text a command parses itself. `earlier` is the value so far, where it is given more than once. */
export function textOption<usage extends string, value>(
  flags: usage,
  description: string,
  parse: (text: string, earlier: value | undefined) => value,
) {
  return new Option(flags, description).argParser<value>(parse);
}
