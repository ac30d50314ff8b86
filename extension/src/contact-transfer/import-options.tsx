import { countryCodes, countryName } from "@tagalong/shared/contacts/countries.ts";
import type { ImportSettings, ImportTarget } from "@tagalong/shared/contracts/contact-transfer.ts";
import { BulkTagField } from "../bulk-tags/bulk-tag-field.tsx";
import type { DraftTags } from "../bulk-tags/draft-tags.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { SelectField } from "../ui/select-field.tsx";

export type Options = Pick<
  ImportSettings,
  "match" | "onMatch" | "tagSeparator" | "country" | "dates" | "decimal"
>;

const noTags: ReadonlySet<number> = new Set();
const matchLabels = { externalId: "External id", email: "Email", phone: "Phone" } as const;

const countries = countryCodes
  .map((code) => ({ value: code, label: countryName(code) }))
  .sort((one, other) => one.label.localeCompare(other.label, "en"));

/** What becomes of known people, tags for everybody, and how cells are read; what matters is shown. */
export function ImportOptions({
  columns,
  options,
  change,
  draft,
  needs,
}: {
  columns: readonly ImportTarget[];
  options: Options;
  change: (changed: Partial<Options>) => void;
  draft: DraftTags;
  /** Whether any column holds such values. */
  needs: { dates: boolean; numbers: boolean };
}) {
  const { can } = useSignedIn();
  const matches = Object.entries(matchLabels)
    .filter(([value]) => columns.includes(value))
    .map(([value, label]) => ({ value, label }));
  const matching = matches.some(({ value }) => value === options.match);
  return (
    <section class="import-section" aria-labelledby="import-options">
      <h2 id="import-options">Options</h2>
      <div class="import-options">
        <SelectField
          label="Find people who are there already by"
          value={matching ? options.match : "none"}
          options={[...matches, { value: "none", label: "Nothing: every row is a new contact" }]}
          hint={matching ? "Rows without it become new contacts." : undefined}
          choose={(match) => change({ match: match as Options["match"] })}
        />
        {matching && (
          <SelectField
            label="For those who are"
            value={options.onMatch}
            options={[
              { value: "update", label: "Take over what the file says" },
              { value: "fill", label: "Fill in only what is missing" },
              { value: "skip", label: "Leave them as they are" },
            ]}
            choose={(onMatch) => change({ onMatch: onMatch as Options["onMatch"] })}
          />
        )}
        {columns.includes("phone") && (
          <SelectField
            label="Phone numbers without + are from"
            value={options.country ?? ""}
            options={[{ value: "", label: "The row’s own country" }, ...countries]}
            hint="Where a row says its country, that one counts."
            choose={(country) => change({ country: country === "" ? null : country })}
          />
        )}
        {columns.includes("tags") && (
          <SelectField
            label="Tags in a cell are divided by"
            value={options.tagSeparator}
            options={[
              { value: "|", label: "Bars: vip|partner" },
              { value: ",", label: "Commas: vip, partner" },
              { value: ";", label: "Semicolons: vip; partner" },
            ]}
            choose={(separator) => change({ tagSeparator: separator as Options["tagSeparator"] })}
          />
        )}
        {needs.dates && (
          <SelectField
            label="Dates such as 03/04/2026"
            value={options.dates}
            options={[
              { value: "dayFirst", label: "Day first: 3 April" },
              { value: "monthFirst", label: "Month first: March 4" },
            ]}
            hint="2026-04-03 is always understood."
            choose={(dates) => change({ dates: dates as Options["dates"] })}
          />
        )}
        {needs.numbers && (
          <SelectField
            label="Numbers are written"
            value={options.decimal}
            options={[
              { value: ".", label: "1,234.5" },
              { value: ",", label: "1.234,5" },
            ]}
            choose={(decimal) => change({ decimal: decimal as Options["decimal"] })}
          />
        )}
      </div>
      {can("tag contacts") && (
        <BulkTagField
          label="Tags for everybody in the file"
          what="tags to add"
          draft={draft}
          hint="Added to new contacts and to those who are there already; none is taken off."
          others={noTags}
          mayCreate={can("create tags")}
        />
      )}
    </section>
  );
}
