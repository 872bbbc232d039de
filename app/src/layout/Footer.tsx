import { useHead } from "../chain/useHead.ts";
import { localeText } from "../format/localeText.ts";
import { useFormat } from "../format/useFormat.ts";

/** The block that the page knows, and the way out that needs no part of this app. */
export function Footer() {
  const head = useHead();
  const { locale, date } = useFormat();
  return (
    <footer className="flex flex-wrap justify-center gap-x-6 gap-y-2 border-t border-line p-6 text-[13px] text-dim">
      <span aria-live="off">
        {head.data === undefined
          ? "Reading the chain"
          : `Block ${localeText(head.data.number.toString(), locale)} · ${date(head.data.timestamp)}`}
        {head.isError && head.data !== undefined && " · the node does not answer now"}
      </span>
      <a className="text-inherit" href="/exit">
        Leave without this app
      </a>
    </footer>
  );
}
