import {
  maxTagNameLength,
  normalizeTagName,
  tagNameLength,
  type TagNames,
} from "@tagalong/shared/tags/tag-name.ts";
import { ProblemError } from "../errors/problem-error.ts";

/** The name under which a typed one is stored, or the refusal of one that cannot be (T1). */
export function storedTagName(typed: string, tagNames: TagNames): string {
  const name = normalizeTagName(typed, tagNames);
  const needs = tagNames === "slug" ? "a letter or a digit" : "something to see";
  if (name === "") {
    throw new ProblemError("invalid_value", `A tag's name needs ${needs}.`, "name");
  }
  if (tagNameLength(name) > maxTagNameLength) {
    const message = `A tag's name holds at most ${maxTagNameLength} characters.`;
    throw new ProblemError("invalid_value", message, "name");
  }
  return name;
}

export function nameTaken(name: string): ProblemError {
  return new ProblemError("name_taken", `There is a tag “${name}” already.`, "name");
}
