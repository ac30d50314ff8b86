import { stringify } from "csv-stringify/sync";
import { escapeFormula } from "./escape-formula.ts";

/** Makes Excel read the file as UTF-8. */
const byteOrderMark = "\uFEFF";

/**
 * Quoted beyond what holds a comma, a quote or CRLF: line breaks alone, blanks at the ends, and digits
 * that are no amount, which a spreadsheet then can be told to keep.
 */
const inQuotes = /[\r\n\t;]|^\s|\s$|^0\d+$|^\d{16,}$/;

/** The first lines of a file: its mark and its header. */
export function csvHeader(columns: readonly string[]): Buffer {
  return Buffer.from(byteOrderMark + csvLines([columns]));
}

/** Rows as RFC 4180 has them, every cell safe in a spreadsheet. */
export function csvRows(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(csvLines(rows));
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(escapeFormula)),
    { record_delimiter: "\r\n", quoted_match: inQuotes },
  );
}
