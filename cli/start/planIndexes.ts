import type { Market } from "@sheaf/sdk/market/market";
import { namedRules } from "@sheaf/sdk/rules/namedRules";
import { topRules } from "@sheaf/sdk/rules/topRules";

import type { IndexPlan } from "./indexPlan.ts";

const PASSIVE_SIZE = 10;
const SECTOR_SIZE = 5;
/** The sector of a modelled market: coins that are named after an animal. */
const ANIMALS = [
  "badger",
  "dormouse",
  "gosling",
  "ibex",
  "jackdaw",
  "marten",
  "otter",
  "sparrow",
  "vole",
];

/** The three indexes: one that leaves the market in a bear regime, a passive one, and one of a sector. */
export function planIndexes(market: Market, components: number): IndexPlan[] {
  const { leader } = market;
  const passive = Math.min(PASSIVE_SIZE, components);
  return [
    {
      slug: `top-${components}`,
      name: `Top ${components}`,
      symbol: `TOP${components}`,
      kind: "regime",
      rules: topRules(components, leader),
    },
    {
      slug: `hodl-${passive}`,
      name: `HODL ${passive}`,
      symbol: `HODL${passive}`,
      kind: "passive",
      rules: topRules(passive, leader, { name: `HODL ${passive}`, bear: "stays" }),
    },
    market.modelled ? modelledSector(market) : recordedSector(leader),
  ];
}

function recordedSector(leader: string): IndexPlan {
  const rules = namedRules("sector-layer-1", leader);
  return { slug: "layer-1", name: "Layer 1", symbol: "LAYER1", kind: "sector", rules };
}

/** The same rules as those of a recorded market's sectors, with ids of the model. */
function modelledSector({ leader, weeks, excluded }: Market): IndexPlan {
  const ids = new Set(weeks.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const sector = [...ids]
    .filter((id) => !excluded.has(id) && ANIMALS.includes(id.split("-").at(-1) ?? ""))
    .sort();
  const rules = topRules(SECTOR_SIZE, leader, {
    name: "Sector memecoins",
    maximumWeight: "0.4",
    universe: { category: "memecoins", ids: sector },
    entryObservations: 2,
    missingObservations: 2,
  });
  return { slug: "memecoins", name: "Memecoins", symbol: "MEMES", kind: "sector", rules };
}
