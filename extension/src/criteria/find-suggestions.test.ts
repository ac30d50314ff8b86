import { expect, it } from "vitest";
import { findSuggestions, groupSuggestions, sameAs, type Suggestion } from "./find-suggestions.ts";

const countries: Suggestion[] = [
  { value: "AT", label: "Austria", hint: "AT" },
  { value: "CI", label: "Côte d’Ivoire", hint: "CI" },
  { value: "DE", label: "Germany", hint: "DE" },
  { value: "SV", label: "El Salvador", hint: "SV" },
  { value: "US", label: "United States", hint: "US" },
];
const found = (typed: string) => findSuggestions(countries, typed).map(({ value }) => value);

it("offers everything where nothing was typed, in its order", () => {
  expect(found("  ")).toEqual(["AT", "CI", "DE", "SV", "US"]);
});

it("finds by name, by a word in it and by code; whole matches first", () => {
  expect(found("us")).toEqual(["US", "AT"]);
  expect(found("states")).toEqual(["US"]);
  expect(found("COTE")).toEqual(["CI"]);
  expect(found("de")).toEqual(["DE"]);
  expect(found("nowhere")).toEqual([]);
});

it("knows what was typed as a whole", () => {
  expect(sameAs(countries, "germany")?.value).toBe("DE");
  expect(sameAs(countries, "sv ")?.value).toBe("SV");
  expect(sameAs(countries, "united")).toBeUndefined();
});

it("stands neighbours of one group together", () => {
  const grouped = groupSuggestions([
    { value: "1", label: "Email", group: "Contact" },
    { value: "2", label: "Name", group: "Contact" },
    { value: "3", label: "Seats", group: "Properties" },
    { value: "4", label: "Alone" },
  ]);
  expect(grouped.map(({ label, suggestions }) => [label, suggestions.length])).toEqual([
    ["Contact", 2],
    ["Properties", 1],
    [null, 1],
  ]);
});
