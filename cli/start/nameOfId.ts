/** A name that people read: `Mossy Kettle` of the market id `mossy-kettle`. */
export function nameOfId(id: string): string {
  return id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
}
