import {
  groupWords,
  readGroup,
  type Criteria,
  type GroupWord,
} from "@tagalong/shared/criteria/criteria.ts";
import { criteriaLimits } from "@tagalong/shared/criteria/limits.ts";
import { useId } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useBuilder } from "./builder-context.ts";
import { ConditionRow, NodeButtons } from "./condition-row.tsx";
import { CountMark } from "./count-mark.tsx";
import { newCondition } from "./edit-condition.ts";
import { keyOf } from "./node-keys.ts";
import { changeWordAt, makeGroup, mayNest, type Place } from "./tree.ts";

/** What stands between a group's conditions. */
const between: Record<GroupWord, string> = { all: "and", any: "or", none: "nor" };

/** A group with its conditions and the groups inside it. */
export function CriteriaGroup({ group, place }: { group: Criteria; place: Place }) {
  const { root, counts, change, notesAt } = useBuilder();
  const read = readGroup(group);
  const id = useId();
  if (!read) return null;
  const { word, nodes } = read;
  const isRoot = place.length === 0;
  const notes = notesAt(place);
  return (
    <div
      class={isRoot ? "criteria-group criteria-root" : "criteria-group"}
      role="group"
      aria-labelledby={id}
      data-node={keyOf(group)}
    >
      <div class="criteria-group-header">
        <label id={id}>
          <span>Match</span>
          <span class="select criteria-word">
            <select
              class="input"
              value={word}
              onChange={(event) => {
                const chosen = groupWords.find((each) => each === event.currentTarget.value);
                if (chosen) change(changeWordAt(root, place, chosen));
              }}
            >
              {groupWords.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
            <Icon name="chevron" size={12} />
          </span>
          <span>of these</span>
        </label>
        {!isRoot && (
          <>
            <CountMark
              count={counts.of(group)}
              counting={counts.state === "counting"}
              of="match this group"
            />
            <NodeButtons place={place} name="group" />
          </>
        )}
      </div>
      {notes.length > 0 && (
        <ul class="node-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {nodes.length > 0 && (
        <ol class="criteria-nodes">
          {nodes.map((node, at) => (
            <li key={keyOf(node)}>
              <span class="criteria-between" aria-hidden="true">
                {at > 0 && between[word]}
              </span>
              {"field" in node ? (
                <ConditionRow condition={node} place={[...place, at]} />
              ) : (
                <CriteriaGroup group={node} place={[...place, at]} />
              )}
            </li>
          ))}
        </ol>
      )}
      <AddButtons place={place} size={nodes.length} />
    </div>
  );
}

/** From here on it is said how much room is left. */
const nearlyFull = criteriaLimits.conditions - 10;

function AddButtons({ place, size }: { place: Place; size: number }) {
  const { add, conditions } = useBuilder();
  const id = useId();
  const isFull = conditions >= criteriaLimits.conditions;
  const isDeep = !mayNest(place);
  const why = isFull
    ? `At most ${criteriaLimits.conditions} conditions.`
    : isDeep
      ? `Groups may be nested ${criteriaLimits.depth} deep.`
      : place.length === 0 && conditions >= nearlyFull
        ? `${conditions} of at most ${criteriaLimits.conditions} conditions.`
        : null;
  return (
    <div class="criteria-add">
      <Button
        look="quiet"
        size="sm"
        icon="plus"
        data-first={size === 0 || undefined}
        disabled={isFull}
        aria-describedby={why ? id : undefined}
        onClick={() => add(place, newCondition())}
      >
        Condition
      </Button>
      <Button
        look="quiet"
        size="sm"
        icon="plus"
        disabled={isFull || isDeep}
        aria-describedby={why ? id : undefined}
        onClick={() =>
          add(place, makeGroup(place.length % 2 === 0 ? "any" : "all", [newCondition()]))
        }
      >
        Group
      </Button>
      {why && (
        <span class="criteria-limit" id={id}>
          {why}
        </span>
      )}
    </div>
  );
}
