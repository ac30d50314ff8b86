import { Readable } from "node:stream";
import type { FileFormat } from "@tagalong/shared/contracts/contact-transfer.ts";
import { Parser, type CsvError } from "csv-parse";
import { decodeAll } from "./decode.ts";

export interface CsvRow {
  /** Where it begins, counted from 1. */
  line: number;
  cells: string[];
}

/** Where a file cannot be read any further. */
export interface CsvBreak {
  line: number;
  reason: string;
}

/** Longest row, in bytes: a quotation mark that is never closed swallows no more than this. */
const longestRow = 1024 * 1024;

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/**
 * The rows of a file in order, its header first, a few of them in memory at a time. A quotation mark
 * within a cell is taken as it is; where one is opened and never closed, the break is the last thing.
 */
export async function* readCsv(
  pieces: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: FileFormat,
): AsyncGenerator<CsvRow | CsvBreak> {
  let fault: CsvError | undefined;
  const parser = new Parser({
    delimiter,
    record_delimiter: "\n",
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    // An error that is thrown would take the rows before it along.
    skip_records_with_error: true,
    on_skip: (error) => {
      fault ??= error;
      return undefined;
    },
  });
  const text = Readable.from(decodeAll(pieces, encoding), { objectMode: true });
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let begin = 1;
  let first = true;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const line = begin;
      begin = info.lines + 1;
      if (first && isSeparatorLine(record, delimiter)) continue;
      first = false;
      yield { line: startOf(record, info.lines, line), cells: record };
    }
    if (fault) yield { line: begin, reason: breakReason(fault) };
  } finally {
    text.destroy();
    parser.destroy();
  }
}

/** Empty lines that were skipped lie before the row; line breaks in its cells lie within it. */
function startOf(record: readonly string[], end: number, earliest: number): number {
  if (end === earliest) return end;
  let breaks = 0;
  for (const cell of record) breaks += cell.split("\n").length - 1;
  return Math.max(earliest, end - breaks);
}

/** Excel's own line that says what divides the cells. */
function isSeparatorLine(record: readonly string[], delimiter: string): boolean {
  return record.join(delimiter).toLowerCase() === `sep=${delimiter}`;
}

function breakReason({ code }: CsvError): string {
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") {
    return "A quotation mark that is opened here is never closed: nothing after it can be read.";
  }
  return "The file cannot be read from here on.";
}
