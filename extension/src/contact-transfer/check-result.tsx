import type { ImportCheck } from "@tagalong/shared/contracts/contact-transfer.ts";
import { counted } from "../tags/tag-words.ts";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import type { Checked } from "./use-check.ts";

/** What the import would do with the first rows, and why it would refuse some. */
export function CheckResult({
  checked: { result, busy, refusal },
  headers,
}: {
  checked: Checked;
  headers: readonly string[];
}) {
  return (
    <section
      class={classNames("import-section", busy && "import-checking")}
      aria-labelledby="import-check"
      aria-busy={busy}
    >
      <h2 id="import-check">What will happen</h2>
      <p role="status" class={classNames("import-check-words", refusal && "import-problem")}>
        {refusal ? (
          <>
            <Icon name="alert" size={14} />
            {refusal.message}
          </>
        ) : result ? (
          wordsOf(result)
        ) : (
          "Checking the first rows…"
        )}
      </p>
      {result && result.refused.length > 0 && (
        <ul class="import-refused">
          {result.refused.slice(0, 5).map(({ line, column, value, reason }) => (
            <li key={`${line}-${reason}`}>
              <span class="faint">Line {line}</span>
              <span class="import-reason">
                {column !== null && <strong>{headers[column] ?? `Column ${column + 1}`}: </strong>}
                {reason}
              </span>
              {value && <span class="import-value truncate">{value}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function wordsOf({ rows, whole, counts }: ImportCheck): string {
  const { created, updated, skipped, refused } = counts;
  const parts = [
    created > 0 && counted(created, "new contact"),
    updated > 0 && `${counted(updated, "contact")} updated`,
    skipped > 0 && `${skipped.toLocaleString("en")} without a change`,
    refused > 0 && `${refused.toLocaleString("en")} refused and listed for you`,
  ].filter((part) => part !== false);
  const all = whole ? `Of ${counted(rows, "row")}` : `Of the first ${counted(rows, "row")}`;
  return `${all}: ${parts.join(", ")}.`;
}
