import { expect, test } from "vitest";
import { languageName } from "./language-name.ts";

test("a language is called by its name, and what is no code stays as it is", () => {
  expect(languageName("en-US")).toBe("American English");
  expect(languageName("pt")).toBe("Portuguese");
  expect(languageName("not a language")).toBe("not a language");
});
