import { Option } from "@commander-js/extra-typings";

/** An option without a value. */
export function switchOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description);
}
