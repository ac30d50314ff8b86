/** A pairing code in two groups, easier to compare: "ABCD-EFGH". */
export const showCode = (code: string) => {
  const letters = code.replace(/[^a-z0-9]/gi, "").toUpperCase();
  const half = Math.ceil(letters.length / 2);
  return `${letters.slice(0, half)}-${letters.slice(half)}`;
};
