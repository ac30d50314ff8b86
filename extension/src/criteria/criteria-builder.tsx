import type { Subject } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import type { CriteriaProblem } from "@tagalong/shared/criteria/problem.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/state.tsx";
import { BuilderProvider } from "./builder-context.ts";
import "./criteria-builder.css";
import { CriteriaGroup } from "./criteria-group.tsx";
import { CriteriaSummary } from "./criteria-summary.tsx";
import { useBuilderState, type ShownProblem } from "./use-builder-state.ts";
import { useWorld, type World } from "./use-world.ts";

type BuilderProps = {
  value: Criteria;
  /** With what keeps the criteria from being saved or used yet; see also `finishedPart`. */
  onChange: (criteria: Criteria, problems: readonly CriteriaProblem[]) => void;
  /** Contact criteria are counted while they are edited. */
  subject: Subject;
  /** What a save was refused for, shown where it is. A path may begin with `criteria.`. */
  problems?: readonly ShownProblem[];
};

/**
 * Criteria for people (S4): nested groups of conditions, values completed, counts while typing, and
 * the whole as a sentence. One component for filters, segments, routing, priority and views. Every
 * field, operator and word comes from the language's declaration.
 */
export function CriteriaBuilder(props: BuilderProps) {
  const world = useWorld(props.subject);
  return world.loaded ? (
    <LoadedBuilder {...props} world={world} />
  ) : (
    <Loading rows={2} label="Loading the fields" />
  );
}

function LoadedBuilder({
  value,
  onChange,
  subject,
  problems = [],
  world,
}: BuilderProps & {
  world: World;
}) {
  const state = useBuilderState({ value, onChange, subject, problems, world });
  const { builder, finished, box, said } = state;
  return (
    <BuilderProvider value={builder}>
      <div
        ref={box}
        class="criteria-builder"
        role="group"
        aria-label="Criteria"
        tabIndex={-1}
        onKeyDown={state.onKeyDown}
      >
        <CriteriaGroup group={builder.root} place={[]} />
        <CriteriaSummary finished={finished} unfinished={state.unfinished}>
          <Button
            look="quiet"
            size="sm"
            icon="undo"
            title="Undo (Ctrl+Z)"
            disabled={!state.undo}
            onClick={() => state.undo?.()}
          >
            Undo
          </Button>
        </CriteriaSummary>
        <p class="visually-hidden" role="status">
          {said}
        </p>
      </div>
    </BuilderProvider>
  );
}
