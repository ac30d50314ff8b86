import { expect, test } from "vitest";
import { countryName, listCountries } from "./countries.ts";

test("a country is known by its code in any case of letters", () => {
  expect(countryName("de")).toBe("Germany");
  expect(countryName("US")).toBe("United States");
});

test("what is no code is no country", () => {
  for (const text of ["", "d", "deu", "QQ", "ZZ", "d1", "ﬀ"]) {
    expect(countryName(text), text).toBeUndefined();
  }
});

test("every country stands once in the list, by name", () => {
  const countries = listCountries();
  const names = countries.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 2)).toEqual(["Afghanistan", "Åland Islands"]);
  expect(countries).toContainEqual({ code: "GB", name: "United Kingdom" });
});
