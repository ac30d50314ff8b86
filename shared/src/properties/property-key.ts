const longest = 50;

/** Letters that have no base letter of their own under their mark. */
const spelled: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** Keys that every object has: never given, so that no reader trips over them. */
const inherited = ["constructor", "prototype"];

/**
 * The key that a label becomes: "Plan tier" is `plan_tier`, and `plan_tier_2` where that is taken. A
 * label without a Latin letter or a digit becomes `property`. Always fits `propertyKeyPattern`.
 */
export function derivePropertyKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøđðłþı]/g, (letter) => spelled[letter] ?? "")
    .match(/[a-z0-9]+/g);
  const joined = (words ?? ["property"]).join("_");
  const base = trim(/^[a-z]/.test(joined) ? joined : `p_${joined}`, longest);
  const isFree = (key: string) => !taken.has(key) && !inherited.includes(key);
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? "" : `_${count}`;
    const key = `${trim(base, longest - suffix.length)}${suffix}`;
    if (isFree(key)) return key;
  }
}

const trim = (key: string, length: number) => key.slice(0, length).replace(/_+$/, "");
