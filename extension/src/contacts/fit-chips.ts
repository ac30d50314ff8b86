/** A row shows at most so many tags; the rest stand behind +N (C2). */
export const mostChips = 6;

const gap = 4;
const moreWidth = 34;
/** A longer name ends in an ellipsis, and so does any name where that makes room for six. */
const legible = 110;
const narrow = 62;

/** A chip's width by its name, near enough: padding, dot, and what a letter takes on average. */
const widthOf = (name: string) => 30 + [...name].length * 6.8;

/**
 * How many chips have room in `width` pixels: six if they have when they shrink a little, else as
 * many as can be read.
 */
export function fitChips(names: readonly string[], width: number): number {
  const six = Math.min(mostChips, names.length);
  if (fitting(names, width, narrow) >= six) return six;
  return Math.max(1, fitting(names, width, legible));
}

function fitting(names: readonly string[], width: number, widest: number): number {
  let used = 0;
  for (const [at, name] of names.slice(0, mostChips).entries()) {
    used += Math.min(widest, widthOf(name)) + (at > 0 ? gap : 0);
    const rest = names.length - at - 1;
    if (used + (rest > 0 ? gap + moreWidth : 0) > width) return at;
  }
  return Math.min(mostChips, names.length);
}
