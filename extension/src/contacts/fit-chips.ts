/** A row shows at most so many tags; the rest stand behind +N (C2). */
export const mostChips = 6;

const gap = 4;
const moreWidth = 34;
const widest = 150;
const narrowest = 44;

/** A chip's width by its name, near enough: padding, dot, and what a letter takes on average. */
const widthOf = (name: string) => Math.min(widest, 30 + [...name].length * 6.8);

/**
 * How many chips have room in `width` pixels. Six always have when they may shrink a little; in a
 * narrow column fewer stand there legibly rather than six as crumbs.
 */
export function fitChips(names: readonly string[], width: number): number {
  let used = 0;
  let fitting = 0;
  for (const name of names.slice(0, mostChips)) {
    used += Math.max(narrowest, widthOf(name) * 0.75) + (fitting > 0 ? gap : 0);
    const rest = names.length - fitting - 1;
    if (used + (rest > 0 ? gap + moreWidth : 0) > width) break;
    fitting += 1;
  }
  return Math.max(1, fitting);
}
