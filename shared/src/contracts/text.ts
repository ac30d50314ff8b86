import { z } from "zod";
import { isVisible } from "./visible.ts";

/** Longest message, in UTF-16 code units, after trimming nothing: what was typed is what is kept. */
export const maxMessageLength = 8_000;

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Text PostgreSQL can hold: no NUL, no lone surrogate (B8). */
export const storableText = z
  .string()
  .refine((text) => !text.includes("\u0000") && !loneSurrogate.test(text), {
    message: "The text has characters that cannot be stored.",
  });

export const messageText = storableText
  .max(maxMessageLength, `A message holds at most ${maxMessageLength} characters.`)
  .refine(isVisible, { message: "A message needs some text." });
