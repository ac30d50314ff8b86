const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Codes that stand for something, but for no country. */
const noCountries = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** What a two-letter country code stands for, in any case of letters; undefined when for nothing. */
export function countryName(code: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(code) || noCountries.has(code.toUpperCase())) return undefined;
  return names.of(code.toUpperCase());
}

/** Codes that were withdrawn, and others that mean the same as the official one. */
const former = new Set("AN BU CS DD DY FX HV NH NT RH SU TP UK VD YD YU ZR".split(" "));

/** Every country with its code, by name. */
export function listCountries(): { code: string; name: string }[] {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .flatMap((code) => {
      const name = former.has(code) ? undefined : countryName(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
