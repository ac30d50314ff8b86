import type { FileFormat } from "@tagalong/shared/contracts/contact-transfer.ts";
import { describe, expect, test } from "vitest";
import { detectFormat } from "./detect-format.ts";
import { readCsv, type CsvBreak, type CsvRow } from "./read-csv.ts";
import { RowReader } from "./row-reader.ts";

const comma: FileFormat = { encoding: "utf-8", delimiter: "," };

/** In pieces so small that every letter of several bytes is cut somewhere. */
async function* inPieces(bytes: Buffer, size = 3) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string | Buffer, format: FileFormat = comma) {
  const rows: (CsvRow | CsvBreak)[] = [];
  for await (const row of readCsv(inPieces(Buffer.from(text)), format)) rows.push(row);
  return rows;
}

describe("a file is read", () => {
  test("row by row with its lines, whatever is in its cells", async () => {
    const text =
      '\uFEFFName,Note\r\n"Müller, Änne","says ""hi"""\r\n\r\n王小明,"two\r\nlines"\r\n👩‍🚀,';
    expect(await rowsOf(text)).toEqual([
      { line: 1, cells: ["Name", "Note"] },
      { line: 2, cells: ["Müller, Änne", 'says "hi"'] },
      { line: 4, cells: ["王小明", "two\nlines"] },
      { line: 6, cells: ["👩‍🚀", ""] },
    ]);
  });

  test("with any ends of lines and with Excel's line that says what divides the cells", async () => {
    expect(await rowsOf("a,b\r1,2\r")).toMatchObject([
      { cells: ["a", "b"] },
      { cells: ["1", "2"] },
    ]);
    const semicolon: FileFormat = { encoding: "utf-8", delimiter: ";" };
    expect(await rowsOf("sep=;\r\na;b\r\n1;2", semicolon)).toEqual([
      { line: 2, cells: ["a", "b"] },
      { line: 3, cells: ["1", "2"] },
    ]);
  });

  test("also where quotation marks stand within cells", async () => {
    expect(await rowsOf('size,name\n5" pipe,"Ann"e\nlast,row')).toMatchObject([
      {},
      { cells: ['5" pipe', '"Ann"e'] },
      { cells: ["last", "row"] },
    ]);
  });

  test("up to a quotation mark that is never closed, and says where it is", async () => {
    const [, first, broken] = await rowsOf('a,b\n1,2\n"open,3\n4,5\n');
    expect(first).toMatchObject({ cells: ["1", "2"] });
    expect(broken).toMatchObject({ line: 3, reason: expect.stringContaining("never closed") });
    const long = `a,b\n1,2\n"open,3\n${"4,5\n".repeat(400_000)}`;
    const rows = await (async () => {
      const read: (CsvRow | CsvBreak)[] = [];
      for await (const row of readCsv(inPieces(Buffer.from(long), 65_536), comma)) read.push(row);
      return read;
    })();
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({ line: 3, reason: expect.stringContaining("never closed") });
  });

  test("in batches, the last of which can be read again, and from the middle", async () => {
    const text = `id\n${Array.from({ length: 10 }, (_, at) => at).join("\n")}`;
    const open = () => new RowReader(readCsv(inPieces(Buffer.from(text)), comma));
    const reader = open();
    const cells = (batch: { rows: CsvRow[] }) => batch.rows.map((row) => row.cells[0]);
    expect(cells(await reader.read(0, 4))).toEqual(["0", "1", "2", "3"]);
    const second = await reader.read(4, 4);
    expect(await reader.read(4, 4)).toBe(second);
    expect(reader.canRead(0)).toBe(false);
    const last = await reader.read(8, 4);
    expect([cells(last), last.end]).toEqual([["8", "9"], true]);
    expect(cells(await open().read(8, 4))).toEqual(["8", "9"]);
  });
});

describe("how a file is written is found out", () => {
  const found = (text: string | Buffer) => detectFormat(Buffer.from(text));

  test.each([
    ["name,email\nAnn,a@b.example", ","],
    ["name;email\nAnn, Dr.;a@b.example", ";"],
    ["name\temail\nAnn\ta@b.example", "\t"],
    ["name|email\nAnn|a@b.example", "|"],
    ['"a;b;c",email\n"x;y;z",a@b.example', ","],
    ["sep=;\na,b;c,d", ";"],
    ["email\na@b.example", ","],
  ])("%j", (text, delimiter) => {
    expect(found(text)).toEqual({ encoding: "utf-8", delimiter });
  });

  test("UTF-16 with and without its mark, Windows-1252, UTF-8 cut within a letter", async () => {
    const text = "name;city\nJürgen;Köln\n";
    const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
    expect(found(utf16)).toEqual({ encoding: "utf-16le", delimiter: ";" });
    expect(found(Buffer.from(text, "utf16le")).encoding).toBe("utf-16le");
    expect(found(Buffer.from(utf16).swap16()).encoding).toBe("utf-16be");
    expect(found(Buffer.from(text, "latin1")).encoding).toBe("windows-1252");
    expect(found(Buffer.from("name\nJü").subarray(0, -1)).encoding).toBe("utf-8");
    for (const bytes of [utf16, Buffer.from(utf16).swap16(), Buffer.from(text, "latin1")]) {
      expect(await rowsOf(bytes, found(bytes))).toMatchObject([{}, { cells: ["Jürgen", "Köln"] }]);
    }
  });

  test.each([
    [Buffer.from("PK\u0003\u0004…"), /Excel workbook/],
    [Buffer.from("%PDF-1.7"), /PDF/],
    [Buffer.from([0x1f, 0x8b, 8]), /compressed/],
    [Buffer.from("a,b\0\0\0c"), /not a file of text/],
    [Buffer.from(" \r\n \n"), /empty/],
    [Buffer.alloc(0), /empty/],
  ])("what is no table of text is refused", (bytes, sentence) => {
    expect(() => detectFormat(bytes)).toThrow(sentence);
  });
});
