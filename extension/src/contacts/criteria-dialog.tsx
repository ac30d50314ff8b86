import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { criteriaSchema, type Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { countConditions } from "@tagalong/shared/criteria/references.ts";
import { useState } from "preact/hooks";
import { CriteriaBuilder } from "../criteria/criteria-builder.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** The criteria of a filter, if they are any: an address can hold anything. */
export function criteriaOf(filter: ContactFilter): Criteria | null {
  return criteriaSchema.safeParse(filter.criteria).data ?? null;
}

/** Any criteria as a filter (C2), built as a segment's are. */
export function CriteriaDialog({
  filter,
  apply,
  close,
}: {
  filter: ContactFilter;
  apply: (criteria: Criteria | null) => void;
  close: () => void;
}) {
  const [criteria, setCriteria] = useState<Criteria>(criteriaOf(filter) ?? { all: [] });
  const [ready, setReady] = useState(true);
  return (
    <Dialog title="Filter contacts" size="lg" close={close}>
      <div class="dialog-body">
        <CriteriaBuilder
          value={criteria}
          subject="contact"
          onChange={(next, problems) => {
            setCriteria(next);
            setReady(problems.length === 0);
          }}
        />
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button
          look="primary"
          disabled={!ready}
          onClick={() => {
            apply(countConditions(criteria) > 0 ? criteria : null);
            close();
          }}
        >
          Apply
        </Button>
      </footer>
    </Dialog>
  );
}
