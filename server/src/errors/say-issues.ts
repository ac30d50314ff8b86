import { z } from "zod";

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What its size is counted in, as the end of a sentence. */
const counted: Record<string, string> = {
  string: " characters",
  array: " entries",
  set: " entries",
};

/**
 * What is said of an input where its schema says nothing of its own. The place is named beside it
 * (`path`), so that "This" is clear.
 */
function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type": {
      if (issue.input === undefined) return "This is missing.";
      const kind = kinds[issue.expected];
      return kind && `This must be ${kind}.`;
    }
    case "too_small": {
      const unit = counted[issue.origin];
      if (unit && issue.minimum === 1) return "This must not be empty.";
      if (!issue.inclusive) return `This must be more than ${issue.minimum}.`;
      return `This must ${unit ? "have" : "be"} at least ${issue.minimum}${unit ?? ""}.`;
    }
    case "too_big": {
      const unit = counted[issue.origin];
      if (!issue.inclusive) return `This must be less than ${issue.maximum}.`;
      return `This must ${unit ? "have" : "be"} at most ${issue.maximum}${unit ?? ""}.`;
    }
    case "invalid_value":
      return `This must be one of: ${issue.values.map(String).join(", ")}.`;
    case "unrecognized_keys":
      return `“${issue.keys[0]}” is not known here.`;
    case "invalid_format":
      return "This is not written as it must be.";
    case "invalid_union":
      return "This is of the wrong kind.";
    default:
      return undefined;
  }
}

z.config({ customError: sentenceOf });
