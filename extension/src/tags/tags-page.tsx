import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import { useState } from "preact/hooks";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { date } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, Loading } from "../ui/state.tsx";
import { CreateTagDialog } from "./create-tag-dialog.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";

const scopeLabels: Record<Tag["scope"], string> = {
  contact: "Contacts",
  conversation: "Conversations",
  both: "Contacts and conversations",
};

const shows = ["Active", "Include deleted", "Deleted only"] as const;

/** Settings → Tags, the organization's one catalogue, in its first plain form (T3, T5). */
export function TagsPage() {
  const { can } = useSignedIn();
  const catalogue = useCatalogue();
  const [query, setQuery] = useState("");
  const [show, setShow] = useState<(typeof shows)[number]>("Active");
  const [creating, setCreating] = useState(false);
  const tags = catalogue
    .all()
    .filter((tag) => show === "Include deleted" || (tag.deletedAt === null) === (show === "Active"))
    .filter((tag) => `${tag.name} ${tag.description}`.toLowerCase().includes(query.toLowerCase()));
  return (
    <PageFrame
      title="Tags"
      lead="One catalogue for contacts and conversations."
      actions={
        can("create tags") && (
          <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
            New tag
          </Button>
        )
      }
    >
      <div class="page-bar">
        <SearchField label="Search tags" search={setQuery} />
        <Menu
          label={`Show: ${show}`}
          triggerClass="pill"
          trigger={
            <>
              {show}
              <Icon name="chevron" size={12} />
            </>
          }
          items={shows.map((each) => ({ value: each, label: each, checked: each === show }))}
          select={(value) => setShow(shows.find((each) => each === value) ?? "Active")}
        />
      </div>
      {!catalogue.loaded.value ? (
        <Loading label="Loading tags" />
      ) : tags.length === 0 ? (
        <EmptyState icon="tag" title={query ? "No tag matches" : "No tags here"}>
          {query ? "Try another part of its name or description." : null}
        </EmptyState>
      ) : (
        <TagTable tags={tags} />
      )}
      {creating && <CreateTagDialog close={() => setCreating(false)} />}
    </PageFrame>
  );
}

function TagTable({ tags }: { tags: readonly Tag[] }) {
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Tag</th>
            <th scope="col">Description</th>
            <th scope="col">For</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.id}>
              <td>
                <TagChip tag={tag} deleted={tag.deletedAt !== null} />
              </td>
              <td>{tag.description}</td>
              <td>{scopeLabels[tag.scope]}</td>
              <td>{date(tag.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
