import { contactSorts, type ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { segmentSchema } from "@tagalong/shared/contracts/segment.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { useRead } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagDot } from "../tags/tag-chip.tsx";
import { IconButton } from "../ui/button.tsx";
import { ChoiceList } from "../ui/choice-list.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { allColumns } from "./contact-columns.tsx";
import { defaultColumns, type ContactView } from "./contact-view.ts";
import { CriteriaDialog } from "./criteria-dialog.tsx";
import type { ViewInAddress } from "./use-contact-view.ts";

const segmentsSchema = z.array(segmentSchema);

const sortLabels: Record<ContactSort, string> = {
  lastSeen: "Last seen",
  firstSeen: "First seen",
  created: "Created",
  name: "Display name",
};

/** Search, tags, segments, any criteria; and at the end how the rows are shown (C2). */
export function ContactFilters({
  view,
  change,
  properties,
}: {
  view: ContactView;
  change: ViewInAddress["change"];
  properties: readonly PropertyDefinition[];
}) {
  const { can } = useSignedIn();
  const { filter } = view;
  return (
    <div class="contacts-bar" role="group" aria-label="Filters">
      <SearchField
        label="Search contacts"
        value={filter.q ?? ""}
        search={(q) => change({ filter: { ...filter, q } }, { replace: true })}
      />
      {can("view tags") && (
        <TagsFilter
          chosen={filter.tags ?? []}
          change={(tags) => change({ filter: { ...filter, tags: [...tags] } })}
        />
      )}
      {can("view crm segments") && (
        <SegmentsFilter
          chosen={filter.segments ?? []}
          change={(segments) => change({ filter: { ...filter, segments: [...segments] } })}
        />
      )}
      <CriteriaFilter
        filter={filter}
        apply={(criteria) => change({ filter: { ...filter, criteria } })}
      />
      <div class="contacts-bar-end">
        <Display view={view} change={change} properties={properties} />
      </div>
    </div>
  );
}

type Chooser = { chosen: readonly number[]; change: (chosen: readonly number[]) => void };

/** Only tags that a contact can carry (T2). */
function TagsFilter({ chosen, change }: Chooser) {
  const tags = useCatalogue().active.value.filter((tag) => tag.scope !== "conversation");
  return (
    <Popover label="Filter by tag" triggerClass="pill" trigger={<Pill icon="tag" name="Tag" />}>
      {() => (
        <ChoiceList
          label="Find a tag"
          choices={tags.map((tag) => ({
            value: tag.id,
            label: tag.name,
            mark: <TagDot color={tag.color} />,
          }))}
          chosen={chosen}
          change={change}
          nothing="There are no tags for contacts yet."
        />
      )}
    </Popover>
  );
}

function SegmentsFilter({ chosen, change }: Chooser) {
  const { value: segments } = useRead("/api/crm/segments", segmentsSchema);
  return (
    <Popover
      label="Filter by segment"
      triggerClass="pill"
      trigger={<Pill icon="segments" name="Segment" />}
    >
      {() => (
        <ChoiceList
          label="Find a segment"
          choices={(segments ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          chosen={chosen}
          change={change}
          nothing={segments ? "There are no segments yet." : "Loading segments…"}
        />
      )}
    </Popover>
  );
}

/** A pill that opens the builder of criteria: whatever else a contact can be asked for. */
function CriteriaFilter({
  filter,
  apply,
}: {
  filter: ContactView["filter"];
  apply: (criteria: Criteria | null) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="pill"
        aria-haspopup="dialog"
        aria-label="Filter by anything"
        onClick={() => setOpen(true)}
      >
        <Pill icon="filter" name="Filter" />
      </button>
      {open && <CriteriaDialog filter={filter} apply={apply} close={() => setOpen(false)} />}
    </>
  );
}

function Pill({ icon, name }: { icon: IconName; name: string }) {
  return (
    <>
      <Icon name={icon} size={14} />
      {name}
    </>
  );
}

/** Order and columns; the order also where there are no column heads to press. */
function Display({
  view,
  change,
  properties,
}: {
  view: ContactView;
  change: ViewInAddress["change"];
  properties: readonly PropertyDefinition[];
}) {
  const { columns } = view;
  const toggle = (id: string) => {
    const next = columns.includes(id) ? columns.filter((each) => each !== id) : [...columns, id];
    change({ columns: next }, { replace: true });
  };
  return (
    <Popover
      label="Display: order and columns"
      title="Display"
      triggerClass="pill"
      trigger={<Pill icon="sliders" name="Display" />}
    >
      {() => (
        <div class="display">
          <section>
            <h2 id="display-order">Order by</h2>
            <div class="display-order">
              <span class="select">
                <select
                  class="input"
                  data-autofocus
                  aria-labelledby="display-order"
                  value={view.sort}
                  onChange={(event) => {
                    const sort = contactSorts.find((each) => each === event.currentTarget.value);
                    if (sort) change({ sort, direction: sort === "name" ? "asc" : "desc" });
                  }}
                >
                  {contactSorts.map((sort) => (
                    <option key={sort} value={sort}>
                      {sortLabels[sort]}
                    </option>
                  ))}
                </select>
                <Icon name="chevron" size={12} />
              </span>
              <IconButton
                look="plain"
                icon={view.direction === "asc" ? "arrowUp" : "arrowDown"}
                label={view.direction === "asc" ? "Ascending" : "Descending"}
                onClick={() => change({ direction: view.direction === "asc" ? "desc" : "asc" })}
              />
            </div>
          </section>
          <section>
            <h2>Columns</h2>
            <div class="display-columns">
              {allColumns(properties).map(({ id, label }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    checked={id === "name" || columns.includes(id)}
                    disabled={id === "name"}
                    onChange={() => toggle(id)}
                  />
                  <span class="truncate">{label}</span>
                </label>
              ))}
            </div>
            {columns.join() !== defaultColumns.join() && (
              <button
                type="button"
                class="button button-quiet button-sm"
                onClick={() => change({ columns: defaultColumns }, { replace: true })}
              >
                Back to the five
              </button>
            )}
          </section>
        </div>
      )}
    </Popover>
  );
}
