import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { escapeFormula, unescapeFormula } from "./escape-formula.ts";
import { csvHeader, csvRows } from "./write-csv.ts";

/** B7. */
const formulas = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =1+1",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(A1)",
  "\uFEFF=1+1",
  "\u200B=1+1",
];

test.each(formulas)("a cell that begins as a formula does is text: %j (B7)", (formula) => {
  expect(escapeFormula(formula)).toBe(`'${formula}`);
  expect(unescapeFormula(escapeFormula(formula))).toBe(formula);
});

test("other cells stay as they are, also those with an apostrophe of their own", () => {
  for (const text of ["", "Ann", "a=b", "1-2", "'tis", "O'Neill", "007", "王小明", "👩‍🚀"]) {
    expect(escapeFormula(text)).toBe(text);
    expect(unescapeFormula(text)).toBe(text);
  }
});

test("lines are as RFC 4180 has them, behind a mark that says UTF-8", () => {
  expect(csvHeader(["Phone", "Display name"]).toString()).toBe("\uFEFFPhone,Display name\r\n");
  const cells = ['say "hi"', "a,b", "two\nlines", "cr\ralone", " blank ", "semi;colon", "", "007"];
  expect(csvRows([cells, cells]).toString()).toBe(
    `"say ""hi""","a,b","two\nlines","cr\ralone"," blank ","semi;colon",,"007"\r\n`.repeat(2),
  );
  expect(csvRows([]).toString()).toBe("");
});

test("whatever is in the cells, a reader of RFC 4180 finds them as they were", () => {
  const letters = ["a", "é", "王", '"', ",", ";", "\r", "\n", "\r\n", "\t", " ", "0", "'", "|"];
  const rows: string[][] = [];
  for (const one of letters) {
    for (const two of letters) {
      for (const three of letters) rows.push(["", one + two + three, three + one, two]);
    }
  }
  const escaped = rows.map((row) => row.map(escapeFormula));
  expect(parse(csvRows(rows), { record_delimiter: "\r\n" })).toEqual(escaped);
});
