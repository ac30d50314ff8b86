import {
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  type CountryCode,
} from "libphonenumber-js";
import { cleanText } from "./clean-text.ts";

const examples = "as in +49 151 23456789";

/**
 * A phone number in the one form it is stored in (E.164, `+4915123456789`), or the sentence that says
 * why it is none. A number without + is one of `country`, where that is known. Whether somebody has
 * the number nobody can tell; its length is checked by the rules of its country.
 */
export function readPhone(
  typed: string,
  country: string | null,
): { phone: string } | { problem: string } {
  const international = cleanText(typed)
    .normalize("NFKC")
    .replace(/^00(?=[1-9])/, "+");
  const home: CountryCode | null = country !== null && isSupportedCountry(country) ? country : null;
  try {
    const parsed = parsePhoneNumberWithError(international, {
      extract: false,
      ...(home && { defaultCountry: home }),
    });
    if (parsed.ext) return { problem: "Leave the extension out of the phone number." };
    if (!parsed.isPossible()) return { problem: `This phone number is too short or too long.` };
    return { phone: parsed.number };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return {
      problem: sentences[error.message] ?? `This is not a phone number; write it ${examples}.`,
    };
  }
}

/** By libphonenumber's words. */
const sentences: Record<string, string> = {
  INVALID_COUNTRY: `Begin with + and the country’s code, ${examples}.`,
  TOO_SHORT: "This phone number is too short.",
  TOO_LONG: "This phone number is too long.",
};
