import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const folders = (process.env.PATH ?? "").split(delimiter);

/** LibreOffice's command, where it is installed. */
export const soffice = folders
  .map((folder) => join(folder, "soffice"))
  .find((path) => existsSync(path));

/** A cell as a spreadsheet holds it. */
export interface SheetCell {
  /** "string", "float", "date", "boolean" or "empty". */
  type: string;
  text: string;
  /** Set where the spreadsheet would calculate. */
  formula: string | null;
}

/** Comma, quotation mark, UTF-8, from the first line; what is quoted is text. */
const asCsv = "CSV:44,34,76,1,,0,true,false";

/** What LibreOffice makes of a CSV, by converting it to its own format and reading that. */
export async function openInSpreadsheet(csv: string | Buffer): Promise<SheetCell[][]> {
  const folder = mkdtempSync(join(tmpdir(), "tagalong-sheet-"));
  try {
    const file = join(folder, "sheet.csv");
    writeFileSync(file, csv);
    await run(
      soffice ?? "soffice",
      [
        `-env:UserInstallation=file://${join(folder, "profile")}`,
        "--headless",
        `--infilter=${asCsv}`,
        "--convert-to",
        "fods",
        "--outdir",
        folder,
        file,
      ],
      { timeout: 100_000 },
    );
    return cellsOf(readFileSync(join(folder, "sheet.fods"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cellsOf(xml: string): SheetCell[][] {
  const [table = ""] = /<table:table [\s\S]*?<\/table:table>/.exec(xml) ?? [];
  return [...table.matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)].map(
    ([, row = ""]) =>
      [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].map(
        ([, attributes = "", content = ""]) => ({
          type: /office:value-type="(\w+)"/.exec(attributes)?.[1] ?? "empty",
          text: textOf(content),
          formula: /table:formula="([^"]*)"/.exec(attributes)?.[1] ?? null,
        }),
      ),
  );
}

function textOf(content: string): string {
  return [...content.matchAll(/<text:p>([\s\S]*?)<\/text:p>/g)]
    .map(([, text = ""]) =>
      text
        .replaceAll("<text:tab/>", "\t")
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => " ".repeat(Number(count ?? 1)))
        .replace(/<[^>]+>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&apos;", "'")
        .replaceAll("&amp;", "&"),
    )
    .join("\n");
}
