const FIRST = [
  "amberly",
  "brackish",
  "cobbled",
  "dappled",
  "eastmoor",
  "feathered",
  "gilded",
  "hollow",
  "inkwell",
  "juniper",
  "kindled",
  "lantern",
  "mossy",
  "northerly",
  "oaken",
  "pebbled",
  "quiet",
  "russet",
  "saltmarsh",
  "thistle",
  "umber",
  "velvet",
  "willowed",
  "yonder",
] as const;
const SECOND = [
  "anvil",
  "badger",
  "cartwheel",
  "dormouse",
  "ember",
  "ferry",
  "gosling",
  "harrow",
  "ibex",
  "jackdaw",
  "kettle",
  "loom",
  "marten",
  "nutmeg",
  "otter",
  "plough",
  "quill",
  "rookery",
  "sparrow",
  "trellis",
  "urn",
  "vole",
  "weir",
] as const;

/** How many names there are. */
export const MODEL_NAMES = FIRST.length * SECOND.length;

/** The id of the made-up coin number `index` from 0, such as `mossy-kettle`. Each index below `MODEL_NAMES` has its own. */
export function modelName(index: number): string {
  // 24 and 23 have no common divisor, so the pairs repeat only after all of them.
  return `${FIRST[index % FIRST.length] ?? ""}-${SECOND[index % SECOND.length] ?? ""}`;
}
