import { Option } from "@commander-js/extra-typings";
import type { Address } from "viem";

import { parseAddress } from "./parseAddress.ts";

/** Addresses: the option may be given more than once. */
export function addressesOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser(
    (text: string, earlier: readonly Address[] = []): readonly Address[] => [
      ...earlier,
      parseAddress(flags, text),
    ],
  );
}
