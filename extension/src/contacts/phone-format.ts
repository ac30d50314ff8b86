import { signal } from "@preact/signals";
import type { CountryCode } from "libphonenumber-js/min";

type Library = typeof import("libphonenumber-js/min");

/** The rules of every country's numbers, which are large: read when the first number is shown. */
const library = signal<Library | null>(null);
let reading: Promise<Library | null> | null = null;

function read(): Promise<Library | null> {
  reading ??= import("libphonenumber-js/min").then(
    (rules) => (library.value = rules),
    () => {
      // Numbers are shown as they are stored, and the next one tries again.
      reading = null;
      return null;
    },
  );
  return reading;
}

/** "+49 1512 3456789" of "+4915123456789"; what is no such number stays as it is. */
export function formatPhone(phone: string): string {
  if (!/^\+\d{4,15}$/.test(phone)) return phone;
  void read();
  const parsed = library.value?.parsePhoneNumberFromString(phone);
  return parsed?.formatInternational() ?? phone;
}

/** What was typed, as it would be shown, where it is a number; a number without + is `country`'s. */
export async function tidyPhone(typed: string, country: string | null): Promise<string> {
  const rules = await read();
  const home: CountryCode | null =
    country !== null && rules?.isSupportedCountry(country) ? country : null;
  const parsed = rules?.parsePhoneNumberFromString(typed.trim().replace(/^00(?=[1-9])/, "+"), {
    extract: false,
    ...(home && { defaultCountry: home }),
  });
  return parsed?.isPossible() && !parsed.ext ? parsed.formatInternational() : typed;
}
