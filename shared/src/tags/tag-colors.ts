/** The 20 presets of T2, in the picker's order; `default` is the colour of a tag without one. */
export const tagColors = [
  "red",
  "vermilion",
  "orange",
  "amber",
  "yellow",
  "lime",
  "green",
  "emerald",
  "teal",
  "cyan",
  "sky",
  "blue",
  "indigo",
  "violet",
  "purple",
  "fuchsia",
  "pink",
  "rose",
  "brown",
  "slate",
] as const;

export type TagColor = (typeof tagColors)[number] | "default";
