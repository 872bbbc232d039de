import { useConfig } from "../config/useConfig.ts";

/** Stands above every page: the contracts are not audited, and which money and which time these are. */
export function SafetyNote() {
  const { local, compressedTime } = useConfig();
  const pace = local?.pace ?? undefined;
  return (
    <aside aria-label="Safety" className="bg-warn px-4 py-1.5 text-[13px] text-warn-ink sm:px-8">
      <b className="font-[640]">Not audited.</b>{" "}
      {local === null ? "Test money only." : "Test money on a local chain."}
      {compressedTime &&
        ` Time is compressed${pace === undefined ? "" : `: one week passes every ${pace} seconds`}.`}
    </aside>
  );
}
