/**
 * Letters of other scripts that look like Latin ones, small or capital ("В" like "B"), as
 * `from → to`: what people mistake for one another, not all that Unicode's tables hold. For hints only.
 */
const alike: Record<string, string> = {
  // Cyrillic
  а: "a",
  в: "b",
  е: "e",
  ё: "e",
  ѕ: "s",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  ү: "y",
  х: "x",
  һ: "h",
  ԁ: "d",
  ԛ: "q",
  ԝ: "w",
  ӏ: "l",
  // Greek
  α: "a",
  β: "b",
  ε: "e",
  ζ: "z",
  η: "h",
  ι: "i",
  κ: "k",
  μ: "m",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "y",
  χ: "x",
  // Latin letters and signs of their own
  ı: "i",
  ɑ: "a",
  ɡ: "g",
};

/** Folded text with each letter replaced by the Latin one that it looks like. */
export function likeLatin(folded: string): string {
  let text = "";
  for (const letter of folded) text += alike[letter] ?? letter;
  return text;
}
