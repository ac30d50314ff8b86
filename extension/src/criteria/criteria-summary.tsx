import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { describeCriteria } from "@tagalong/shared/criteria/describe.ts";
import { countConditions } from "@tagalong/shared/criteria/references.ts";
import type { ComponentChildren } from "preact";
import { useRouter } from "../navigation/router.ts";
import { Avatar } from "../ui/avatar.tsx";
import { useBuilder } from "./builder-context.ts";
import { sayCount } from "./count-mark.tsx";

/** The whole in plain words, how many match it now, and a few of them (S4). */
export function CriteriaSummary({
  finished,
  unfinished,
  children,
}: {
  finished: Criteria;
  /** How many conditions are not counted yet. */
  unfinished: number;
  children: ComponentChildren;
}) {
  const { world, counts } = useBuilder();
  const hasConditions = countConditions(finished) > 0;
  return (
    <div class="criteria-summary">
      <div class="criteria-summary-top">
        <p class="criteria-sentence">
          {hasConditions ? describeCriteria(finished, world.context) : "No condition yet."}
          {unfinished > 0 && (
            <span class="faint">
              {` ${unfinished === 1 ? "One condition is" : `${unfinished} conditions are`} not finished.`}
            </span>
          )}
        </p>
        {children}
      </div>
      {counts.state !== "off" && <Matching />}
    </div>
  );
}

function Matching() {
  const { counts } = useBuilder();
  const router = useRouter();
  const { total, samples, state, failure } = counts;
  return (
    <div class="criteria-matching">
      <p class="criteria-total" role="status">
        {state === "failed" ? (
          <span class="criteria-failed">{failure}</span>
        ) : total === null ? (
          <span class="faint">Counting…</span>
        ) : (
          <>
            <strong class={state === "counting" ? "count-mark-old" : undefined}>
              {capital(sayCount(total))}
            </strong>
            {total.count === 1 ? " contact matches" : " contacts match"}
          </>
        )}
      </p>
      {samples.length > 0 && (
        <ul class="criteria-samples" aria-label="Some who match">
          {samples.map(({ id, displayName }) => (
            <li key={id}>
              <a href={router.href(`/contacts/${id}`)}>
                <Avatar name={displayName} size={20} />
                <span class="truncate">{displayName}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
