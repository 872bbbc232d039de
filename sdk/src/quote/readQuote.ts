import { NoRouteError } from "./errors.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { readFurther } from "./readFurther.ts";
import { readQuoteState } from "./readQuoteState.ts";
import type { QuoteSources } from "./readQuoteState.ts";
import type { UnreadTicks } from "./unreadTicks.ts";

/** Times that ticks are read farther out; each takes 256 initialized ticks of a pool, or 3,000 ticks. */
const ROUNDS = 4;

type Outcome<quote> = { readonly unread: readonly UnreadTicks[]; readonly done: () => quote };

/**
 * Reads an index and its pools, and quotes from them. Where the quote runs out of ticks, more of them are read at the same block,
 * so that no dust before a pool's depth hides it.
 * @param quoteOf `quoteBuy` or `quoteSell` of the state
 */
export async function readQuote<quote extends Quote>(
  sources: QuoteSources,
  quoteOf: (state: QuoteState) => quote,
): Promise<quote> {
  let state = await readQuoteState(sources);
  let outcome = attempt(state, quoteOf);
  for (let round = 0; round < ROUNDS && outcome.unread.length > 0; round += 1) {
    state = await readFurther({ ...sources, state, unread: outcome.unread });
    outcome = attempt(state, quoteOf);
  }
  return outcome.done();
}

function attempt<quote extends Quote>(
  state: QuoteState,
  quoteOf: (state: QuoteState) => quote,
): Outcome<quote> {
  try {
    const quote = quoteOf(state);
    return { unread: quote.unread, done: () => quote };
  } catch (error) {
    if (!(error instanceof NoRouteError)) throw error;
    return {
      unread: error.unread,
      done: () => {
        throw error;
      },
    };
  }
}
