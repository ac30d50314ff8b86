import { countryName } from "@tagalong/shared/contacts/countries.ts";
import type {
  MergeDifference,
  MergePreview,
  MergeSide,
} from "@tagalong/shared/contracts/contact-merge.ts";
import { Icon } from "../ui/icon.tsx";
import { propertyInWords } from "./property-words.ts";

/** Every field that the two have differently, with a choice where both have a value. */
export function MergeDifferences({
  preview,
  chosen,
  choose,
}: {
  preview: MergePreview;
  chosen: Readonly<Record<string, MergeSide>>;
  choose: (field: string, side: MergeSide) => void;
}) {
  if (preview.differences.length === 0) {
    return <p class="muted">The two have the same values, so there is nothing to choose.</p>;
  }
  return (
    <div class="merge-fields">
      {preview.differences.map((each) => (
        <fieldset key={each.field} class="merge-field">
          <legend>{each.label}</legend>
          {(["kept", "absorbed"] as const).map((side) => (
            <Value
              key={side}
              difference={each}
              side={side}
              of={preview[side].displayName}
              taken={(chosen[each.field] ?? each.side) === side}
              choose={() => choose(each.field, side)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function Value({
  difference,
  side,
  of,
  taken,
  choose,
}: {
  difference: MergeDifference;
  side: MergeSide;
  of: string;
  taken: boolean;
  choose: () => void;
}) {
  const value = difference[side];
  const empty = value === null || value === "";
  const words = empty
    ? "Empty"
    : difference.field === "country"
      ? countryName(String(value))
      : propertyInWords(value, difference);
  if (!difference.choice) {
    return (
      <span class={taken ? "merge-value merge-value-taken" : "merge-value"}>
        {taken ? <Icon name="check" size={14} /> : <span class="merge-value-none" />}
        <span class={empty ? "faint" : undefined}>
          {words}
          <span class="visually-hidden">
            {taken ? ` of ${of} stays` : ` of ${of} does not stay`}
          </span>
        </span>
      </span>
    );
  }
  return (
    <label class={taken ? "merge-value merge-value-taken" : "merge-value"}>
      <input type="radio" name={`merge-${difference.field}`} checked={taken} onChange={choose} />
      <span>
        {words}
        <span class="visually-hidden"> of {of}</span>
      </span>
    </label>
  );
}
