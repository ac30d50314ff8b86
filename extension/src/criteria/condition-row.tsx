import { readGroup, type Condition } from "@tagalong/shared/criteria/criteria.ts";
import { isNotEmptyCondition, matchesEmptyUnasked } from "@tagalong/shared/criteria/emptiness.ts";
import { fieldGroups, type LanguageField } from "@tagalong/shared/criteria/language.ts";
import { useId, useMemo } from "preact/hooks";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useBuilder } from "./builder-context.ts";
import { ConditionValue } from "./condition-value.tsx";
import { CountMark, sayCount } from "./count-mark.tsx";
import { withField, withOperator, withValue } from "./edit-condition.ts";
import type { Suggestion } from "./find-suggestions.ts";
import { keyOf } from "./node-keys.ts";
import { PickOne } from "./pick-one.tsx";
import { insertAt, makeGroup, mayNest, nodeAt, wrapAt, type Place } from "./tree.ts";

/** One comparison: a field, an operator, a value; and what there is to know about it. */
export function ConditionRow({ condition, place }: { condition: Condition; place: Place }) {
  const { world, counts, notesAt, setCondition } = useBuilder();
  const id = useId();
  const field = world.fields.find((each) => each.id === condition.field);
  const operator = field?.operators.find((each) => each.id === condition.operator);
  const notes = notesAt(place);
  const wiring = notes.length > 0 ? { "aria-describedby": id, "aria-invalid": true } : {};
  const isNew = condition.field === "";
  return (
    <div class="condition" data-node={keyOf(condition)}>
      <div class="condition-controls">
        <FieldPicker field={field} condition={condition} place={place} wiring={wiring} />
        {!isNew && (
          <span class="select condition-operator">
            <select
              class="input"
              aria-label={`${field?.label ?? condition.field}: operator`}
              value={condition.operator}
              onChange={(event) => {
                const chosen = field?.operators.find(
                  (each) => each.id === event.currentTarget.value,
                );
                if (field && chosen) setCondition(place, withOperator(condition, field, chosen));
              }}
            >
              {!operator && <option value={condition.operator}>{condition.operator}</option>}
              {field?.operators.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.label.replace(" N days", " … days")}
                </option>
              ))}
            </select>
            <Icon name="chevron" size={12} />
          </span>
        )}
        {field && operator && operator.takes !== "nothing" && (
          <div class="condition-value" key={operator.takes}>
            <ConditionValue
              {...{ condition, field, operator, world, wiring }}
              change={(value) =>
                setCondition(place, withValue(condition, value), `value ${keyOf(condition)}`)
              }
            />
          </div>
        )}
        <CountMark
          count={counts.of(condition)}
          counting={counts.state === "counting"}
          of="match this condition"
        />
        <NodeButtons place={place} name={field?.label ?? "new condition"} />
      </div>
      {notes.length > 0 && (
        <ul class="node-notes" id={id}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {field && <EmptyNote field={field} condition={condition} place={place} />}
    </div>
  );
}

function FieldPicker({
  field,
  condition,
  place,
  wiring,
}: {
  field: LanguageField | undefined;
  condition: Condition;
  place: Place;
  wiring: { "aria-describedby"?: string | undefined; "aria-invalid"?: boolean };
}) {
  const { world, setCondition } = useBuilder();
  const suggestions = useMemo(() => suggestFields(world.fields), [world.fields]);
  return (
    <PickOne
      label="Field"
      look="condition-field"
      suggestions={suggestions}
      value={field?.id}
      shown={condition.field}
      placeholder="Choose a field…"
      begin={condition.field === ""}
      wiring={wiring}
      pick={(id) => {
        const chosen = world.fields.find((each) => each.id === id);
        if (chosen && id !== condition.field) setCondition(place, withField(condition, chosen));
      }}
    />
  );
}

/** Group by group, in the order in which the language names the groups. */
function suggestFields(fields: readonly LanguageField[]): Suggestion[] {
  return Object.entries(fieldGroups).flatMap(([group, heading]) =>
    fields
      .filter((field) => field.group === group)
      .map(({ id, label }) => ({ value: id, label, group: heading })),
  );
}

/** A negative operator matches empty too: said beside it, with a way out ("meaning" 3). */
function EmptyNote({
  field,
  condition,
  place,
}: {
  field: LanguageField;
  condition: Condition;
  place: Place;
}) {
  const { root, counts, change } = useBuilder();
  if (!matchesEmptyUnasked(condition)) return null;
  const above = place.slice(0, -1);
  const group = readGroup(nodeAt(root, above) ?? root);
  const wanted = isNotEmptyCondition(field.id);
  const said = JSON.stringify(wanted);
  const isSaid = group?.word === "all" && group.nodes.some((each) => JSON.stringify(each) === said);
  if (isSaid) return null;
  const count = counts.emptyOf(condition);
  const at = place.at(-1) ?? 0;
  const goesBeside = group?.word === "all";
  return (
    <p class="condition-empty">
      <span>
        Also matches where {field.label} is empty
        {count ? ` (${sayCount(count)})` : ""}.
      </span>
      {(goesBeside || mayNest(above)) && (
        <button
          type="button"
          class="text-button"
          onClick={() =>
            change(
              goesBeside
                ? insertAt(root, [...above, at + 1], wanted)
                : wrapAt(root, place, (node) => makeGroup("all", [node, wanted])),
              { focus: keyOf(condition), say: "Added: and is not empty." },
            )
          }
        >
          and is not empty
        </button>
      )}
    </p>
  );
}

/** Moving and deleting, for conditions and groups alike. */
export function NodeButtons({ place, name }: { place: Place; name: string }) {
  const { move, remove } = useBuilder();
  return (
    <span class="node-buttons">
      <IconButton
        label={`Move ${name} up`}
        title="Move up (Alt+↑)"
        icon="arrowUp"
        size="sm"
        onClick={() => move(place, -1)}
      />
      <IconButton
        label={`Move ${name} down`}
        title="Move down (Alt+↓)"
        icon="arrowDown"
        size="sm"
        onClick={() => move(place, 1)}
      />
      <IconButton
        label={`Delete ${name}`}
        title="Delete"
        icon="close"
        size="sm"
        onClick={() => remove(place)}
      />
    </span>
  );
}
