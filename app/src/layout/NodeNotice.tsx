import { useHead } from "../chain/useHead.ts";
import { localeText } from "../format/localeText.ts";
import { useFormat } from "../format/useFormat.ts";
import { Notice } from "../ui/Notice.tsx";

/** Names the block of the figures while the node is unreachable. Figures stay, they never turn into zeros. */
export function NodeNotice() {
  const { data, isError } = useHead();
  const { locale, date } = useFormat();
  if (!isError) return null;
  return (
    <div className="mx-auto w-full max-w-[1280px] px-4 pt-4 sm:px-8">
      <Notice tone="fault" title="The node does not answer">
        {data === undefined
          ? "Nothing could be read from the chain yet. The page tries again by itself."
          : `Figures are of block ${localeText(data.number.toString(), locale)}, ${date(data.timestamp)}. Buying waits until the node is back.`}
      </Notice>
    </div>
  );
}
