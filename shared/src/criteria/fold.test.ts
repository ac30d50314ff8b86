import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "./fold.ts";

describe("fold (meaning 1)", () => {
  it.each([
    ["ACME", "acme"],
    ["İ", "i\u0307"],
    ["I", "i"],
    ["ı", "ı"],
    ["ß", "ß"],
    ["ẞ", "ß"],
    ["ΟΔΟΣ", "οδοσ"],
    ["ς", "σ"],
    ["ϲ", "σ"],
    ["Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"],
    ["Cafe\u0301", "café"],
    ["\u212A", "k"],
    ["ﬃ", "ffi"],
    ["①", "1"],
    ["İ\u0323", "ị\u0307"],
    ["\uFEFF\u00A0 a b\u0085\u2028\u3000", "a b"],
    [" \t\n\u1680\u2003\u202F\u205F", ""],
    ["", ""],
    ["a\u0000b", "a\uFFFDb"],
    ["a\uD800", "a\uFFFD"],
  ])("%j becomes %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("changes nothing the second time, for every letter alone and beside troublesome ones", () => {
    // Planes 0 to 3 hold every letter there is; what lies above is unassigned or for private use.
    const unstable: string[] = [];
    for (let code = 0; code < 0x3_2000; code++) {
      const one = String.fromCodePoint(code);
      for (const text of [one, `I\u0323${one}`, `Σ${one}`, `${one}\u0307`]) {
        const folded = fold(text);
        if (fold(folded) !== folded || folded !== folded.normalize("NFKC")) unstable.push(text);
      }
    }
    expect(unstable).toEqual([]);
  });

  it("changes nothing the second time, for random text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(folded.isWellFormed()).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it("takes a part of a text to a part of the folded text", () => {
    const words = fc.array(fc.constantFrom("ΟΔΟΣ", "İ", "Straße", "ﬃ", "Ａ", "x"), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(words, words, words, (before, part, after) => {
        const whole = [...before, ...part, ...after].join("");
        expect(fold(whole)).toContain(fold(part.join("")));
      }),
    );
  });

  it("is linear in a run of blanks inside a text", () => {
    // Quadratic, this would not end before the test is given up.
    const blanks = `a${" ".repeat(2_000_000)}b`;
    expect(fold(blanks)).toHaveLength(blanks.length);
  });
});
