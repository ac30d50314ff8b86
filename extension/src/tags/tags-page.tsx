import { tagUsageSchema, type Tag } from "@tagalong/shared/contracts/tag.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { ApiError, sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, Loading } from "../ui/state.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { DeleteTagsDialog } from "./delete-tags-dialog.tsx";
import { MergeTagsDialog } from "./merge-tags-dialog.tsx";
import { RestoreTagDialog } from "./restore-tag-dialog.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagDialog } from "./tag-dialog.tsx";
import { TagLimitDialog } from "./tag-limit-dialog.tsx";
import { TagNamingDialog } from "./tag-naming-dialog.tsx";
import { TagTable } from "./tag-table.tsx";
import { counted } from "./tag-words.ts";
import { TidyUp } from "./tidy-up.tsx";
import { useCatalogueRead } from "./use-catalogue-read.ts";

const shows = ["Active", "Include deleted", "Deleted only"] as const;
const usageList = z.array(tagUsageSchema);

type Opened =
  | { dialog: "create" | "naming" | "limit" }
  | { dialog: "edit"; tag: Tag }
  | { dialog: "restore"; tag: Tag; reason: string }
  | { dialog: "merge" | "delete"; tags: Tag[] };

/** Settings → Tags: the organization's one catalogue (T1 to T5, T10). */
export function TagsPage() {
  const { can } = useSignedIn();
  const catalogue = useCatalogue();
  const [query, setQuery] = useState("");
  const [show, setShow] = useState<(typeof shows)[number]>("Active");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [opened, setOpened] = useState<Opened | null>(null);
  const { value: list } = useCatalogueRead("/api/crm/tags/usage", usageList);
  const usage = list && new Map(list.map((each) => [each.tagId, each]));
  const tags = catalogue
    .all()
    .filter((tag) => show === "Include deleted" || (tag.deletedAt === null) === (show === "Active"))
    .filter((tag) => `${tag.name} ${tag.description}`.toLowerCase().includes(query.toLowerCase()));
  const mayManage = can("manage tags");
  const chosenTags = tags.filter((tag) => tag.deletedAt === null && chosen.has(tag.id));
  const chosenDeleted = tags.filter((tag) => tag.deletedAt !== null && chosen.has(tag.id));

  const restore = async (tag: Tag) => {
    try {
      await catalogue.restore(tag.id);
      say("Tag restored");
    } catch (error) {
      const taken = error instanceof ApiError && error.code === "name_taken";
      if (taken) setOpened({ dialog: "restore", tag, reason: error.message });
      else sayFailed(sentenceOf(error));
    }
  };
  const restoreChosen = async () => {
    try {
      await catalogue.restoreSeveral(chosenDeleted.map((tag) => tag.id));
      say(chosenDeleted.length === 1 ? "Tag restored" : "Tags restored");
      setChosen(new Set());
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  const close = () => setOpened(null);
  const done = () => {
    close();
    setChosen(new Set());
  };

  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="Tags"
      lead="One catalogue for contacts and conversations."
      actions={
        <>
          {mayManage && (
            <>
              <Button onClick={() => setOpened({ dialog: "limit" })}>Tags per record</Button>
              <Button onClick={() => setOpened({ dialog: "naming" })}>How tags are named</Button>
            </>
          )}
          {can("create tags") && (
            <Button look="primary" icon="plus" onClick={() => setOpened({ dialog: "create" })}>
              New tag
            </Button>
          )}
        </>
      }
    >
      {mayManage && (
        <TidyUp
          merge={(group) => setOpened({ dialog: "merge", tags: group })}
          remove={(unused) => setOpened({ dialog: "delete", tags: unused })}
        />
      )}
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
      {chosenTags.length + chosenDeleted.length > 0 && (
        <div class="tag-chosen" role="group" aria-label="Chosen tags">
          <span role="status">
            {counted(chosenTags.length + chosenDeleted.length, "tag")} chosen
          </span>
          {chosenTags.length > 1 && (
            <Button size="sm" onClick={() => setOpened({ dialog: "merge", tags: chosenTags })}>
              Merge…
            </Button>
          )}
          {chosenTags.length > 0 && (
            <Button size="sm" onClick={() => setOpened({ dialog: "delete", tags: chosenTags })}>
              Delete selected
            </Button>
          )}
          {chosenDeleted.length > 0 && (
            <Button size="sm" onClick={() => void restoreChosen()}>
              Restore selected
            </Button>
          )}
        </div>
      )}
      {!catalogue.loaded.value ? (
        <Loading label="Loading tags" />
      ) : tags.length === 0 ? (
        <EmptyState icon="tag" title={query ? "No tag matches" : "No tags here"}>
          {query ? "Try another part of its name or description." : null}
        </EmptyState>
      ) : (
        <TagTable
          tags={tags}
          usage={usage}
          manage={
            mayManage
              ? {
                  chosen,
                  choose: setChosen,
                  act: (action, tag) => {
                    if (action === "restore") void restore(tag);
                    else if (action === "edit") setOpened({ dialog: "edit", tag });
                    else setOpened({ dialog: action, tags: [tag] });
                  },
                }
              : null
          }
        />
      )}
      {opened && <OpenedDialog {...{ opened, usage: usage ?? new Map(), close, done }} />}
    </PageFrame>
  );
}

function OpenedDialog({
  opened,
  usage,
  close,
  done,
}: {
  opened: Opened;
  usage: Parameters<typeof MergeTagsDialog>[0]["usage"];
  close: () => void;
  done: () => void;
}) {
  switch (opened.dialog) {
    case "create":
      return <TagDialog close={close} />;
    case "edit":
      return <TagDialog tag={opened.tag} close={close} />;
    case "restore":
      return <RestoreTagDialog tag={opened.tag} reason={opened.reason} close={close} />;
    case "limit":
      return <TagLimitDialog close={close} />;
    case "naming":
      return <TagNamingDialog close={close} />;
    case "merge":
      return <MergeTagsDialog tags={opened.tags} usage={usage} close={close} merged={done} />;
    case "delete":
      return <DeleteTagsDialog tags={opened.tags} usage={usage} close={close} deleted={done} />;
  }
}
