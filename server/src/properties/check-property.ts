import { propertyLimits, type ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import { isVisible } from "@tagalong/shared/contracts/visible.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { ProblemError } from "../errors/problem-error.ts";

type Labelled = Pick<ManagedProperty, "key" | "label" | "deletedAt">;

const refuse = (path: string, message: string) => new ProblemError("invalid_value", message, path);

/** A label as it is stored; refused when there is nothing to see, or another one looks the same. */
export function checkLabel(typed: string, others: readonly Labelled[]): string {
  const label = typed.replace(/\s+/g, " ").trim();
  if (!isVisible(label)) throw refuse("label", "A property needs a label.");
  if (Array.from(label).length > propertyLimits.label) {
    throw refuse("label", `A label holds at most ${propertyLimits.label} characters.`);
  }
  const twin = others.find((one) => one.deletedAt === null && fold(one.label) === fold(label));
  if (!twin) return label;
  throw new ProblemError("name_taken", `There is already a property “${twin.label}”.`, "label");
}

/** Choices as they are stored: one or more for a choice, none for the other kinds, none twice. */
export function checkChoices(kind: ManagedProperty["kind"], typed: readonly string[]): string[] {
  if (kind !== "choice") {
    if (typed.length === 0) return [];
    throw refuse("choices", "Only a property of the kind “choice” has choices.");
  }
  if (typed.length === 0) throw refuse("choices", "A choice needs something to choose.");
  if (typed.length > propertyLimits.choices) {
    throw refuse("choices", `A property holds at most ${propertyLimits.choices} choices.`);
  }
  const seen = new Set<string>();
  return typed.map((one, at) => {
    const choice = one.replace(/\s+/g, " ").trim();
    const path = `choices.${at}`;
    if (!isVisible(choice)) throw refuse(path, "A choice needs something to see.");
    if (Array.from(choice).length > propertyLimits.choice) {
      throw refuse(path, `A choice holds at most ${propertyLimits.choice} characters.`);
    }
    if (seen.has(fold(choice))) throw refuse(path, `“${choice}” is there twice.`);
    seen.add(fold(choice));
    return choice;
  });
}
