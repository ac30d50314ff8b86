import { mostExcepted } from "@tagalong/shared/contracts/contact-filter.ts";

/** Which rows are checked: single ones, or all that match the filter but for some (T9). */
export type RowChoice = {
  all: boolean;
  ids: ReadonlySet<number>;
  /** Of "all matching": those that were unchecked. */
  except: ReadonlySet<number>;
  /** Where a range with Shift begins. */
  anchor: number | null;
};

export const noChoice: RowChoice = { all: false, ids: new Set(), except: new Set(), anchor: null };

export const isChosen = ({ all, ids, except }: RowChoice, id: number) =>
  all ? !except.has(id) : ids.has(id);

/** Checks or unchecks a row; all others that match stay as they are, those not read yet too. */
export function toggleRow(choice: RowChoice, id: number): RowChoice {
  const changed = new Set(choice.all ? choice.except : choice.ids);
  if (!changed.delete(id)) {
    if (choice.all && changed.size >= mostExcepted) return choice;
    changed.add(id);
  }
  return choice.all
    ? { ...choice, except: changed, anchor: id }
    : { ...choice, ids: changed, anchor: id };
}

/** Checks everything from the last row that was touched to this one. */
export function chooseThrough(choice: RowChoice, id: number, rows: readonly number[]): RowChoice {
  const to = rows.indexOf(id);
  const from = choice.anchor === null ? to : rows.indexOf(choice.anchor);
  if (from < 0 || to < 0) return toggleRow(choice, id);
  const range = new Set(rows.slice(Math.min(from, to), Math.max(from, to) + 1));
  const anchor = choice.anchor ?? id;
  return choice.all
    ? { ...choice, except: new Set([...choice.except].filter((one) => !range.has(one))), anchor }
    : { ...choice, ids: new Set([...choice.ids, ...range]), anchor };
}

/** All rows that were read, or none when they are all checked already. */
export function toggleRows(choice: RowChoice, rows: readonly number[]): RowChoice {
  if (choice.all || rows.every((id) => choice.ids.has(id))) return noChoice;
  return { ...noChoice, ids: new Set(rows) };
}
