import { signal } from "@preact/signals";
import type { CountryCode } from "libphonenumber-js/min";

type Library = typeof import("libphonenumber-js/min");

/** The rules of every country's numbers, which are large: read when the first number is shown. */
const library = signal<Library | null>(null);
let reading = false;

function rules(): Library | null {
  if (!reading) {
    reading = true;
    import("libphonenumber-js/min").then(
      (read) => (library.value = read),
      // Numbers are shown as they are stored.
      () => (reading = false),
    );
  }
  return library.value;
}

/** "+49 1512 3456789" of "+4915123456789"; what is no such number stays as it is. */
export function formatPhone(phone: string): string {
  if (!/^\+\d{4,15}$/.test(phone)) return phone;
  const parsed = rules()?.parsePhoneNumberFromString(phone);
  return parsed?.formatInternational() ?? phone;
}

/** What was typed, as it would be shown, where it is a number; a number without + is `country`'s. */
export function tidyPhone(typed: string, country: string | null): string {
  const read = rules();
  const home: CountryCode | null =
    country !== null && read?.isSupportedCountry(country) ? country : null;
  const parsed = read?.parsePhoneNumberFromString(typed.trim().replace(/^00(?=[1-9])/, "+"), {
    extract: false,
    ...(home && { defaultCountry: home }),
  });
  return parsed?.isPossible() && !parsed.ext ? parsed.formatInternational() : typed;
}
