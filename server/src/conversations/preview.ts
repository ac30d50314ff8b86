const previewLength = 160;

/** The inbox's one line of a message: blanks run together, cut between characters. */
export function previewOf(text: string): string {
  // The slice keeps a message of 8,000 blanks from being walked for nothing.
  const line = text
    .slice(0, previewLength * 4)
    .split(/\s+/u)
    .join(" ")
    .trim();
  if (line.length <= previewLength) return line.toWellFormed();
  return `${line.slice(0, previewLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
