export type Track = { width: number; share: number };

/**
 * The pixels that each column of `minmax(width, share fr)` gets, as a browser shares them out: a
 * column whose share is less than its least width takes that, and the others share the rest.
 */
export function columnWidths(tracks: readonly Track[], available: number): number[] {
  const fixed = new Set<Track>();
  for (;;) {
    const growing = tracks.filter((track) => !fixed.has(track));
    const taken = [...fixed].reduce((sum, { width }) => sum + width, 0);
    const shares = growing.reduce((sum, { share }) => sum + share, 0);
    const unit = (available - taken) / Math.max(1, shares);
    const small = growing.filter(({ width, share }) => share * unit < width);
    if (small.length === 0) {
      return tracks.map((track) => (fixed.has(track) ? track.width : track.share * unit));
    }
    for (const track of small) fixed.add(track);
  }
}
