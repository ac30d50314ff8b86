import { expect, test } from "vitest";
import { z } from "zod";
import { readCursor, toPage, writeCursor } from "./cursor.ts";

const place = z.tuple([z.string(), z.int()]);

test("a cursor says where the page ended", () => {
  expect(readCursor(writeCursor(["2026-01-02", 7]), place)).toEqual(["2026-01-02", 7]);
  expect(readCursor(undefined, place)).toBeUndefined();
});

test("what is no cursor is refused by its name", () => {
  for (const cursor of ["", "x", "💥", writeCursor(["2026", "7"]), writeCursor(null), "e30"]) {
    expect(() => readCursor(cursor, place)).toThrow(
      expect.objectContaining({ code: "invalid_request", path: "cursor" }),
    );
  }
});

test("one row too many means that there is a next page", () => {
  const page = (rows: number[]) => toPage(rows, 2, (row) => row, String);
  expect(page([])).toEqual({ items: [], nextCursor: null });
  expect(page([1, 2])).toEqual({ items: ["1", "2"], nextCursor: null });
  expect(page([1, 2, 3])).toEqual({ items: ["1", "2"], nextCursor: writeCursor(2) });
});
