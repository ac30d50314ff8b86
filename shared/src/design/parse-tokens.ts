/** A CSS custom property's two colours, as declared by `light-dark(#…, #…)`. */
export type ColorPair = { light: string; dark: string };

/** Every `--name: light-dark(#rrggbb, #rrggbb)` of a style sheet's text. */
export function parseColorPairs(css: string): Map<string, ColorPair> {
  const pairs = new Map<string, ColorPair>();
  const declaration = /--([a-z0-9-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/g;
  for (const [, name, light, dark] of css.matchAll(declaration)) {
    if (name && light && dark) pairs.set(name, { light, dark });
  }
  return pairs;
}

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
