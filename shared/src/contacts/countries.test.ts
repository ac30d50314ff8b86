import { expect, test } from "vitest";
import { countryCodes, countryName, findCountry } from "./countries.ts";

test("every code of the standard has a name, and is found by both", () => {
  expect(countryCodes).toHaveLength(249);
  for (const code of countryCodes) {
    expect(countryName(code)).not.toBe(code);
    expect(findCountry(countryName(code))).toBe(code);
    expect(findCountry(` ${code.toLowerCase()} `)).toBe(code);
  }
});

test.each([
  ["germany", "DE"],
  ["UK", "GB"],
  ["U.S.A.", null],
  ["USA", "US"],
  ["Turkey", "TR"],
  ["Türkiye", "TR"],
  ["Bosnia and Herzegovina", "BA"],
  ["Cote d’Ivoire", "CI"],
  ["Atlantis", null],
  ["XX", null],
  ["", null],
  ["constructor", null],
])("%j is %j (C1)", (written, code) => {
  expect(findCountry(written)).toBe(code);
});

test("what is no code is shown as it is", () => {
  expect(countryName("Europe")).toBe("Europe");
});
