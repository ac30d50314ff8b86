/** `maxMessageLength` of contracts/text.ts, whose file would bring zod along; a test compares them. */
export const longest = 8_000;
