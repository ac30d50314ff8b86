import type { PreviewCount } from "@tagalong/shared/contracts/criteria-preview.ts";
import { classNames } from "../ui/class-names.ts";

/** A count as it is known: exactly, about, or no more than. */
export const sayCount = ({ count, precision }: PreviewCount) =>
  ({ exact: "", about: "about ", at_most: "at most " })[precision] + count.toLocaleString("en");

const signs: Record<PreviewCount["precision"], string> = { exact: "", about: "≈ ", at_most: "≤ " };

/** How many match, at the end of a row; its place is kept while it is counted. */
export function CountMark({
  count,
  counting,
  of,
}: {
  count: PreviewCount | undefined;
  counting: boolean;
  of: string;
}) {
  return (
    <span class={classNames("count-mark", counting && "count-mark-old")}>
      {count && (
        <>
          <span aria-hidden="true" title={`${sayCount(count)} ${of}`}>
            {signs[count.precision]}
            {count.count.toLocaleString("en")}
          </span>
          <span class="visually-hidden">{`${sayCount(count)} ${of}`}</span>
        </>
      )}
    </span>
  );
}
