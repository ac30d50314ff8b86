import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";

export const kindLabels: Record<PropertyDefinition["kind"], string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
  choice: "Choice",
};

export const writerLabels: Record<
  PropertyDefinition["writers"][number],
  { short: string; label: string; hint: string }
> = {
  agent: { short: "Agents", label: "Agents", hint: "By hand, beside a conversation or here." },
  api: { short: "API", label: "The API", hint: "Programs with an API token, and imports." },
  signed_context: {
    short: "Site, signed",
    label: "Your site, signed",
    hint: "The widget’s context in a token that your server signed.",
  },
  unsigned_context: {
    short: "Site, unsigned",
    label: "Your site, unsigned",
    hint: "Whatever the page says. A visitor can write anything there.",
  },
};
