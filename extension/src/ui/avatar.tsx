import { tagColors } from "@tagalong/shared/tags/tag-colors.ts";
import "./avatar.css";

/** Initials on a colour that stays the same for the same name: decoration, so drawn by the style. */
export function Avatar({ name, size = 28 }: { name: string; size?: 20 | 24 | 28 | 40 | 48 }) {
  const color = tagColors[hash(name) % tagColors.length] ?? "slate";
  return (
    <span
      class={`avatar avatar-${size} tag-color-${color}`}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}

/** The first letters of the first two words, whatever stands around them. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();
}

function hash(text: string): number {
  let value = 7;
  for (const letter of text) value = (value * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
