import type { ContactSelection } from "@tagalong/shared/contracts/contact-filter.ts";
import { BulkTagsButton } from "../bulk-tags/bulk-tags-button.tsx";
import { counted } from "../tags/tag-words.ts";
import { Button } from "../ui/button.tsx";
import type { RowChoice } from "./row-choice.ts";

/** What can be done with checked rows, or with all that match (T9). */
export function ChosenBar({
  choice,
  selection,
  count,
  matching,
  chooseAll,
  clear,
}: {
  choice: RowChoice;
  selection: ContactSelection;
  /** Null while it is being counted. */
  count: number | null;
  matching: number | null;
  chooseAll: () => void;
  clear: () => void;
}) {
  const said = count === null ? "All matching contacts" : counted(count, "contact");
  return (
    <div class="chosen-bar" role="group" aria-label="Checked contacts">
      <p role="status">
        {choice.except.size > 0
          ? `All matching but ${choice.except.size.toLocaleString("en")}: ${said} checked`
          : choice.all && count !== null
            ? `All ${said} checked`
            : `${said} checked`}
      </p>
      {(!choice.all || choice.except.size > 0) &&
        (matching === null || matching > choice.ids.size) && (
          <Button size="sm" look="quiet" onClick={chooseAll}>
            {matching === null
              ? "Check all matching"
              : `Check all ${matching.toLocaleString("en")} matching`}
          </Button>
        )}
      {count !== null && <BulkTagsButton selection={selection} total={count} onDone={clear} />}
      <Button size="sm" look="quiet" icon="close" onClick={clear}>
        Uncheck all
      </Button>
    </div>
  );
}
