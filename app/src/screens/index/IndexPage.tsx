import { useParams } from "wouter";

import { useConfig } from "../../config/useConfig.ts";
import { IndexView } from "./IndexView.tsx";
import { UnknownIndex } from "./UnknownIndex.tsx";

/** An index: the page of an address that the configuration has. */
export function IndexPage() {
  const { chainId, indexes } = useConfig();
  const {
    chain = "",
    address = "",
    "*": tab = "",
  } = useParams<{
    readonly chain: string;
    readonly address: string;
    readonly "*"?: string;
  }>();
  const index = indexes.find((each) => each.address.toLowerCase() === address.toLowerCase());
  if (index === undefined || chain !== String(chainId)) return <UnknownIndex />;
  return <IndexView index={index} tab={tab} />;
}
