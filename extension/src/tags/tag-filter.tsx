import { IconButton } from "../ui/button.tsx";
import { ChoiceList } from "../ui/choice-list.tsx";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip, TagDot } from "./tag-chip.tsx";
import "./tag-filter.css";

/** Narrows a list to one tag; only tags that contacts, leads and deals can carry are offered (T2). */
export function TagFilter({
  chosen,
  choose,
}: {
  chosen: number | null;
  choose: (tagId: number | null) => void;
}) {
  const catalogue = useCatalogue();
  const tags = catalogue.active.value.filter(({ scope }) => scope !== "conversation");
  const tag = chosen === null ? undefined : catalogue.resolve(chosen);
  return (
    <div class="tag-filter">
      <Popover
        label="Filter by tag"
        triggerClass="pill"
        trigger={
          <>
            <Icon name="tag" size={14} />
            Tag
          </>
        }
      >
        {() => (
          <ChoiceList
            label="Find a tag"
            choices={tags.map(({ id, name, color }) => ({
              value: id,
              label: name,
              mark: <TagDot color={color} />,
            }))}
            chosen={chosen === null ? [] : [chosen]}
            change={(ids) => choose(ids.findLast((id) => id !== chosen) ?? null)}
            nothing="There are no tags for contacts yet."
          />
        )}
      </Popover>
      {chosen !== null && catalogue.loaded.value && (
        <>
          {tag ? <TagChip tag={tag} deleted={tag.deletedAt !== null} /> : "a tag that is gone"}
          <IconButton
            icon="close"
            size="sm"
            label="Remove the tag filter"
            onClick={() => choose(null)}
          />
        </>
      )}
    </div>
  );
}
