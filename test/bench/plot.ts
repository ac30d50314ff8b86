import type { BenchRow } from "./compare.ts";

const [width, height] = [760, 460];
const frame = { left: 70, right: 250, top: 40, bottom: 50 };
const colors = ["#3b5bdb", "#c2255c", "#2b8a3e", "#e8590c", "#6741d9", "#0b7285"];

/**
 * How costs grow with the contacts there are, as SVG: a line for each series, both axes logarithmic;
 * ours drawn through, what it is compared with dashed. Empty when no row was measured at a size.
 */
export function plot(rows: readonly BenchRow[]): string {
  const sized = rows.flatMap(({ size, ours, reference }) =>
    size ? [{ ...size, ours, reference }] : [],
  );
  if (sized.length === 0) return "";
  const contacts = [...new Set(sized.map((row) => row.contacts))].sort((a, b) => a - b);
  const costs = sized
    .flatMap(({ ours, reference }) => [ours, reference])
    .filter((cost) => cost > 0);
  const x = scale(Math.min(...contacts), Math.max(...contacts), frame.left, width - frame.right);
  const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...costs))), Math.max(...costs)];
  const y = scale(low, 10 ** Math.ceil(Math.log10(high)), height - frame.bottom, frame.top);
  const lines = [...new Set(sized.map(({ series }) => series))].map((series, at) => {
    const points = sized
      .filter((row) => row.series === series)
      .toSorted((one, other) => one.contacts - other.contacts);
    const color = colors[at % colors.length] ?? "#000";
    const path = (cost: (row: (typeof points)[number]) => number) =>
      points.map((row) => `${x(row.contacts).toFixed(1)},${y(cost(row)).toFixed(1)}`).join(" ");
    const dots = points.map(
      (row) => `<circle cx="${x(row.contacts)}" cy="${y(row.ours)}" r="3.5" fill="${color}"/>`,
    );
    return `<polyline points="${path(({ ours }) => ours)}" fill="none" stroke="${color}" stroke-width="2"/>
      <polyline points="${path(({ reference }) => reference)}" fill="none" stroke="${color}" stroke-dasharray="4 4"/>
      ${dots.join("")}
      <text x="${width - frame.right + 16}" y="${frame.top + 12 + at * 20}" fill="${color}">${escaped(series)}</text>`;
  });
  const ticksAcross = contacts.map(
    (
      count,
    ) => `<line x1="${x(count)}" x2="${x(count)}" y1="${frame.top}" y2="${height - frame.bottom}" stroke="#e5e5e5"/>
      <text x="${x(count)}" y="${height - frame.bottom + 20}" text-anchor="middle">${count.toLocaleString("en")}</text>`,
  );
  const ticksUp = powersOfTen(low, high).map(
    (
      cost,
    ) => `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(cost)}" y2="${y(cost)}" stroke="#e5e5e5"/>
      <text x="${frame.left - 8}" y="${y(cost) + 4}" text-anchor="end">${cost} ms</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
    <rect width="${width}" height="${height}" fill="#fff"/>
    <text x="${frame.left}" y="22" font-size="14" font-weight="600">Cost by number of contacts (solid: ours, dashed: reference)</text>
    ${[...ticksAcross, ...ticksUp, ...lines].join("\n")}
    <text x="${(frame.left + width - frame.right) / 2}" y="${height - 10}" text-anchor="middle">contacts</text>
  </svg>\n`;
}

/** Where a value stands between two places, by its logarithm. */
function scale(low: number, high: number, from: number, to: number) {
  const span = Math.log10(high) - Math.log10(low) || 1;
  return (value: number) => from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from);
}

function powersOfTen(low: number, high: number): number[] {
  const powers: number[] = [];
  for (let power = Math.log10(low); power <= Math.ceil(Math.log10(high)); power++) {
    powers.push(Number((10 ** power).toPrecision(1)));
  }
  return powers;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
