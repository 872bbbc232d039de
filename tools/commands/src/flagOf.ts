import { Option } from "commander";

/** The long name in an option's flags: "--weeks" of "--weeks <n>". */
export function flagOf(flags: string): string {
  return new Option(flags).long ?? flags;
}
