import type { Sentence } from "../sentence.ts";
import { epochSentences } from "./epochSentences.ts";
import { executorSentences } from "./executorSentences.ts";
import { factorySentences } from "./factorySentences.ts";
import { holderSentences } from "./holderSentences.ts";
import { oracleSentences } from "./oracleSentences.ts";
import { registrySentences } from "./registrySentences.ts";
import { rolesSentences } from "./rolesSentences.ts";
import { routerSentences } from "./routerSentences.ts";
import { sharedSentences } from "./sharedSentences.ts";
import { timelockSentences } from "./timelockSentences.ts";
import { tokenSentences } from "./tokenSentences.ts";

/** The sentence of every error, by its name. Each is given the error's arguments by their names. */
export const SENTENCES: Readonly<Record<string, (args: never) => Sentence>> = {
  ...sharedSentences,
  ...tokenSentences,
  ...holderSentences,
  ...epochSentences,
  ...routerSentences,
  ...factorySentences,
  ...registrySentences,
  ...oracleSentences,
  ...executorSentences,
  ...rolesSentences,
  ...timelockSentences,
};
