import type { CsvBreak, CsvRow } from "./read-csv.ts";

export interface RowBatch {
  rows: CsvRow[];
  /** There are no more. */
  end: boolean;
  /** Why there are no more, when the file is not whole. */
  broken: CsvBreak | null;
}

/** Rows of a file in batches, by how many rows came before; the last batch can be read again. */
export class RowReader {
  readonly #items: AsyncGenerator<CsvRow | CsvBreak>;
  #at = 0;
  #header: CsvRow | undefined;
  #broken: CsvBreak | null = null;
  #last: { from: number; batch: RowBatch } | undefined;

  constructor(items: AsyncGenerator<CsvRow | CsvBreak>) {
    this.#items = items;
  }

  /** Whether `read` can be asked for the rows after so many. */
  canRead(from: number): boolean {
    return from >= this.#at || from === this.#last?.from;
  }

  async header(): Promise<string[]> {
    await this.#readHeader();
    return this.#header?.cells ?? [];
  }

  async read(from: number, limit: number): Promise<RowBatch> {
    if (this.#last?.from === from) return this.#last.batch;
    await this.#readHeader();
    const batch: RowBatch = { rows: [], end: false, broken: this.#broken };
    while (batch.rows.length < limit) {
      const { value, done } = await this.#items.next();
      if (done) {
        batch.end = true;
        break;
      }
      if ("reason" in value) {
        batch.broken = value;
        continue;
      }
      if (this.#at++ >= from) batch.rows.push(value);
    }
    this.#last = { from, batch };
    return batch;
  }

  async close(): Promise<void> {
    await this.#items.return(undefined);
  }

  async #readHeader(): Promise<void> {
    if (this.#header) return;
    const { value, done } = await this.#items.next();
    this.#header = done || "reason" in value ? { line: 1, cells: [] } : value;
    if (!done && "reason" in value) this.#broken = value;
  }
}
