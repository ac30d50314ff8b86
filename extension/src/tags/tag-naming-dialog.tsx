import { tagNamingPlanSchema, type TagNamingPlan } from "@tagalong/shared/contracts/tag.ts";
import type { TagNames } from "@tagalong/shared/tags/tag-name.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/toaster.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import "./tag-dialogs.css";
import { useCatalogueRead } from "./use-catalogue-read.ts";
import { useRefusable } from "./use-refusable.ts";

const namings: Record<TagNames, { label: string; hint: string }> = {
  slug: { label: "Lower case with hyphens", hint: "“VIP Customer” becomes vip-customer." },
  as_typed: { label: "As typed", hint: "“VIP” and “vip” are two tags." },
};

/** How tags are named; what that would rename and merge is shown first and done when told (T1). */
export function TagNamingDialog({ close }: { close: () => void }) {
  const { me } = useSignedIn();
  const catalogue = useCatalogue();
  const present = me.organization.tagNames;
  const [wanted, setWanted] = useState<TagNames>(present);
  const { value: read } = useCatalogueRead(
    `/api/crm/tags/naming?to=${wanted}`,
    tagNamingPlanSchema,
  );
  const plan = read?.tagNames === wanted ? read : null;
  const { problem, busy, run, forget } = useRefusable();
  const changes = plan ? plan.renames.length + plan.merges.length : 0;

  const set = (shown: string | undefined) =>
    run(async () => {
      await catalogue.setNaming({ tagNames: wanted, plan: shown });
      say(shown === undefined ? "Naming updated" : "Tags renamed");
      close();
    });

  return (
    <Dialog title="How tags are named" close={close} size="lg">
      <div class="dialog-body">
        <fieldset class="tag-naming-ways">
          <legend class="visually-hidden">Names</legend>
          {(["slug", "as_typed"] as const).map((each) => (
            <label key={each} class="tag-naming-way">
              <input
                type="radio"
                name="naming"
                checked={each === wanted}
                onChange={() => {
                  setWanted(each);
                  forget();
                }}
              />
              <span>
                {namings[each].label}
                <span class="field-hint">{namings[each].hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {plan && <Plan plan={plan} />}
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        {wanted !== present && (
          <Button
            look={changes === 0 ? "primary" : "plain"}
            disabled={busy || !plan}
            onClick={() => set(undefined)}
          >
            {changes === 0 ? "Save" : "New tags only"}
          </Button>
        )}
        {plan && changes > 0 && (
          <Button
            look="primary"
            disabled={busy || plan.impossible.length > 0}
            onClick={() => set(plan.plan)}
          >
            {plan.merges.length > 0 ? "Rename and merge" : "Rename"}
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

function Plan({ plan }: { plan: TagNamingPlan }) {
  const catalogue = useCatalogue();
  const { renames, merges, impossible } = plan;
  if (renames.length + merges.length + impossible.length === 0) {
    return <p class="muted">Every tag there is fits this already.</p>;
  }
  const nameOf = (id: number) => catalogue.get(id)?.name ?? "";
  return (
    <div class="tag-naming-plan" role="region" aria-label="What would change" tabIndex={0}>
      {merges.length > 0 && (
        <section>
          <h3>Would become one tag</h3>
          <ul>
            {merges.map(({ keep, merge, to }) => (
              <li key={keep}>
                {[keep, ...merge].map(nameOf).join(", ")} → <strong>{to}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      {renames.length > 0 && (
        <section>
          <h3>Would be renamed</h3>
          <ul>
            {renames.map(({ tagId, name, to }) => (
              <li key={tagId}>
                {name} → <strong>{to}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      {impossible.length > 0 && (
        <section>
          <h3>Rename by hand first</h3>
          <ul>
            {impossible.map(({ tagId, name, why }) => (
              <li key={tagId}>
                <strong>{name}</strong>: {why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
