import { Option } from "@commander-js/extra-typings";
import type { Address } from "viem";

import { parseAddress } from "./parseAddress.ts";

/** An address. One in mixed case has to carry a right checksum: a wrong one is a typing error. */
export function addressOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): Address =>
    parseAddress(flags, text),
  );
}
