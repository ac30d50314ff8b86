const bytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const hex = (given: Uint8Array) =>
  Array.from(given, (b) => (b + 256).toString(16).slice(1)).join("");

/** The visitor's session token: 32 random bytes. */
export const newVisitor = () => hex(bytes(32));

/** A UUID (version 4); `crypto.randomUUID` is missing on sites without https. */
export function newClientId(): string {
  const random = bytes(16);
  random[6] = (random[6]! & 15) | 64;
  random[8] = (random[8]! & 63) | 128;
  return hex(random).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
