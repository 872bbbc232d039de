import { Argument } from "@commander-js/extra-typings";

/** An argument that takes one of a few words. */
export function choicesArgument<usage extends string, const choice extends string>(
  name: usage,
  description: string,
  choices: readonly choice[],
) {
  return new Argument(name, description).choices(choices);
}
