/** Which rows are checked: single ones, or all that match the filter (T9). */
export type RowChoice = {
  all: boolean;
  ids: ReadonlySet<number>;
  /** Where a range with Shift begins. */
  anchor: number | null;
};

export const noChoice: RowChoice = { all: false, ids: new Set(), anchor: null };

export const isChosen = ({ all, ids }: RowChoice, id: number) => all || ids.has(id);

/** Checks or unchecks a row; of "all matching" the other rows that were read so far remain. */
export function toggleRow(choice: RowChoice, id: number, rows: readonly number[]): RowChoice {
  const ids = new Set(choice.all ? rows : choice.ids);
  if (!ids.delete(id)) ids.add(id);
  return { all: false, ids, anchor: id };
}

/** Checks everything from the last row that was touched to this one. */
export function chooseThrough(choice: RowChoice, id: number, rows: readonly number[]): RowChoice {
  const to = rows.indexOf(id);
  const from = choice.anchor === null ? to : rows.indexOf(choice.anchor);
  if (from < 0 || to < 0) return toggleRow(choice, id, rows);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...choice, ids: new Set([...choice.ids, ...range]), anchor: choice.anchor ?? id };
}

/** All rows that were read, or none when they are all checked already. */
export function toggleRows(choice: RowChoice, rows: readonly number[]): RowChoice {
  if (choice.all || rows.every((id) => choice.ids.has(id))) return noChoice;
  return { all: false, ids: new Set(rows), anchor: null };
}
