/**
 * Ids to look at, spread evenly over a range: one somewhere in each of `size` equal parts. The same
 * for the same range, so that numbers stand still while criteria are typed. Pure.
 */
export function spreadSample({ low, high }: { low: number; high: number }, size: number): number[] {
  const part = (high - low + 1) / size;
  const ids = new Set<number>();
  for (let at = 0; at < size; at++) ids.add(low + Math.floor((at + noise(at)) * part));
  return [...ids].filter((id) => id <= high);
}

/** From 0 to less than 1, without a pattern that ids could share (mulberry32). */
function noise(seed: number): number {
  let value = Math.imul(seed + 1, 0x6d2b79f5);
  value = Math.imul(value ^ (value >>> 15), value | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
}
