import { listCountries } from "@tagalong/shared/countries/countries.ts";
import type { Condition } from "@tagalong/shared/criteria/criteria.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { Kind } from "@tagalong/shared/criteria/kinds.ts";
import type { LanguageField, LanguageOperator } from "@tagalong/shared/criteria/language.ts";
import { criteriaLimits } from "@tagalong/shared/criteria/limits.ts";
import { useMemo } from "preact/hooks";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagDot } from "../tags/tag-chip.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Suggestion } from "./find-suggestions.ts";
import { PickMany, type Chip } from "./pick-many.tsx";
import { PickOne } from "./pick-one.tsx";
import { ScalarInput, type ScalarLook } from "./scalar-input.tsx";
import type { World } from "./use-world.ts";

type Value = Condition["value"];
type Scalar = string | number;

export type ValueProps = {
  condition: Condition;
  field: LanguageField;
  operator: LanguageOperator;
  world: World;
  change: (value: Value | undefined) => void;
  wiring: { "aria-describedby"?: string | undefined; "aria-invalid"?: boolean };
};

/** How one value of a kind is written; a choice and a set are picked. */
const looks: Record<Kind, ScalarLook> = {
  text: "text",
  number: "number",
  date: "date",
  yesNo: "text",
  choice: "text",
  set: "text",
};

/** What a condition compares with, in the shape that its operator takes. */
export function ConditionValue(props: ValueProps) {
  const { condition, field, operator, change, wiring } = props;
  const { value } = condition;
  const look = looks[field.kind];
  const label = `${field.label}: value`;
  const list: readonly Scalar[] = Array.isArray(value) ? value : [];
  switch (operator.takes) {
    case "nothing":
      return null;
    case "days":
      return (
        <span class="condition-days">
          <ScalarInput look="days" label={`${field.label}: days`} {...{ value, change, wiring }} />
          days
        </span>
      );
    case "range":
      return (
        <span class="condition-range">
          <ScalarInput
            look={look}
            label={`${field.label}: from`}
            value={list[0]}
            change={(low) => change(pair(low, list[1]))}
            wiring={wiring}
          />
          and
          <ScalarInput
            look={look}
            label={`${field.label}: to`}
            value={list[1]}
            change={(high) => change(pair(list[0], high))}
            wiring={wiring}
          />
        </span>
      );
    case "one":
      return <OneValue {...props} look={look} label={label} />;
    case "list":
    case "ids":
      return <ManyValues {...props} look={look} label={label} list={list} />;
  }
}

/** A half of a range waits as an empty text, which no range accepts. */
function pair(low: Value | undefined, high: Value | undefined): Value | undefined {
  const isSet = (one: Value | undefined) => one !== undefined && one !== "";
  if (!isSet(low) && !isSet(high)) return undefined;
  return [low, high].map((one) => (typeof one === "number" ? one : String(one ?? "")));
}

type InnerProps = ValueProps & { look: ScalarLook; label: string };

function OneValue({ condition, field, world, change, wiring, look, label }: InnerProps) {
  const { value } = condition;
  const suggestions = useSuggestionsOf(field, world);
  const isPicked = field.reference !== undefined || field.choices !== undefined;
  if (!isPicked && suggestions.length === 0) {
    return <ScalarInput look={look} label={label} {...{ value, change, wiring }} />;
  }
  return (
    <PickOne
      label={label}
      suggestions={suggestions}
      value={value === undefined ? undefined : String(value)}
      shown={field.reference && value !== undefined ? `#${String(value)}` : undefined}
      pick={(picked) => change(field.reference ? Number(picked) : picked || undefined)}
      free={!isPicked}
      placeholder={isPicked ? "Choose…" : "Choose or type…"}
      wiring={wiring}
    />
  );
}

function ManyValues({
  field,
  world,
  change,
  wiring,
  look,
  label,
  list,
}: InnerProps & {
  list: readonly Scalar[];
}) {
  const catalogue = useCatalogue();
  const suggestions = useSuggestionsOf(field, world);
  const isPicked = field.reference !== undefined || field.choices !== undefined;
  const toValue = (text: string) => (field.reference || look === "number" ? Number(text) : text);
  const known = new Map(suggestions.map((each) => [each.value, each]));
  const chipOf = (one: Scalar): Chip => {
    const value = String(one);
    const tag = field.reference === "tags" ? catalogue.get(Number(one)) : undefined;
    if (tag) {
      const look = tag.deletedAt === null ? `tag-color-${tag.color}` : "pick-chip-deleted";
      return { value, label: tag.name, look };
    }
    const found = known.get(value);
    if (found) return { value, label: found.label };
    return field.reference
      ? { value, label: `#${value}`, look: "pick-chip-deleted" }
      : { value, label: value };
  };
  return (
    <PickMany
      label={label}
      suggestions={suggestions}
      chips={list.map(chipOf)}
      add={(values) => change([...list, ...values.map(toValue)])}
      remove={(value) => change(list.filter((one) => String(one) !== value))}
      read={isPicked ? undefined : (text) => readValues(text, look)}
      limit={criteriaLimits.listValues}
      placeholder={isPicked ? "Choose…" : "Type and press Enter…"}
      nothing="There is nothing to choose yet."
      wiring={wiring}
    />
  );
}

function readValues(text: string, look: ScalarLook): string[] | null {
  const value = text.trim();
  if (fold(value) === "") return null;
  if (look !== "number") return [value];
  const number = Number(value.replace(",", "."));
  return Number.isFinite(number) ? [String(number)] : null;
}

const countries: Suggestion[] = listCountries().map(({ code, name }) => ({
  value: code,
  label: name,
  hint: code,
}));

function useSuggestionsOf(field: LanguageField, world: World): readonly Suggestion[] {
  const catalogue = useCatalogue();
  const tags = catalogue.active.value;
  return useMemo(() => {
    if (field.choices) return field.choices.map((value) => ({ value, label: value }));
    if (field.usual === "countries") return countries;
    if (field.reference === "tags") {
      return tags
        .filter(({ scope }) => scope === "both" || scope === field.subject)
        .map(({ id, name, color }) => ({
          value: String(id),
          label: name,
          mark: <TagDot color={color} />,
        }));
    }
    if (!field.reference) return [];
    const mark = field.reference === "segments" ? <Icon name="segments" size={12} /> : undefined;
    return [...(world.known[field.reference] ?? [])].map(([id, label]) => ({
      value: String(id),
      label,
      mark,
    }));
  }, [field, world, tags]);
}
