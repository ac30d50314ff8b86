import type {
  Delimiter,
  Encoding,
  FileFormat,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { ProblemError } from "../../errors/problem-error.ts";
import { decode } from "./decode.ts";

const refuse = (message: string) => new ProblemError("invalid_value", message, "file");

const foreign: [name: string, begin: Buffer][] = [
  ["an Excel workbook or a zip file", Buffer.from([0x50, 0x4b, 0x03, 0x04])],
  ["an old Excel workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
  ["a PDF", Buffer.from("%PDF-")],
  ["a compressed file", Buffer.from([0x1f, 0x8b])],
];

/** How a file seems to be written, from its first piece; what is no table of text is refused. */
export function detectFormat(first: Buffer): FileFormat {
  for (const [name, begin] of foreign) {
    if (first.subarray(0, begin.length).equals(begin)) {
      throw refuse(`This is ${name}. Save the table as CSV and choose that file.`);
    }
  }
  const encoding = detectEncoding(first);
  const text = decode(first, encoding);
  if (text.trim() === "") throw refuse("The file is empty.");
  return { encoding, delimiter: detectDelimiter(text) };
}

function detectEncoding(first: Buffer): Encoding {
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  if (first[0] === 0xfe && first[1] === 0xff) return "utf-16be";
  const sample = first.subarray(0, 4_096);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const most = sample.length / 5;
  if (odd > most && even < most / 10) return "utf-16le";
  if (even > most && odd < most / 10) return "utf-16be";
  if (even + odd > 0) throw refuse("This is not a file of text. Save the table as CSV.");
  return isUtf8(first) ? "utf-8" : "windows-1252";
}

/** A letter that the end of the piece cuts in two is no fault. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const candidates: Delimiter[] = [",", ";", "\t", "|"];

/** What divides the first lines into most cells, the same number in each. */
function detectDelimiter(text: string): Delimiter {
  const declared = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (declared) return declared as Delimiter;
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/, 21)
    .filter((line) => line !== "")
    .slice(0, 20);
  const score = (delimiter: Delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const [inHeader = 0] = counts;
    return inHeader * counts.filter((count) => count === inHeader).length;
  };
  return candidates.toSorted((one, other) => score(other) - score(one))[0] ?? ",";
}
