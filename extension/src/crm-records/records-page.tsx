import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { useEffect, useState } from "preact/hooks";
import { usePages } from "../api/use-pages.ts";
import { TagChips } from "../contacts/tag-chips.tsx";
import { useAgents } from "../contacts/use-agents.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { TagFilter } from "../tags/tag-filter.tsx";
import { Button } from "../ui/button.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { RecordFace } from "./record-face.ts";
import "./records-page.css";

const tagsWidth = 240;

/** Leads or deals, the latest first, narrowed by a search and a tag that stand in the address (K1). */
export function RecordsPage<Item extends CrmRecord>({ face }: { face: RecordFace<Item> }) {
  const { can, live } = useSignedIn();
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [version, setVersion] = useState(0);
  const q = router.query.value.get("q") ?? "";
  const tag = router.query.value.get("tag") ?? "";
  const { items, more, failure, retry } = usePages(
    face.api,
    face.item,
    { q: q || undefined, tag: tag || undefined },
    version,
  );
  useEffect(
    () => live.on("record", ({ type }) => type === face.noun && setVersion((now) => now + 1)),
    [live, face.noun],
  );
  const show = (change: { q?: string; tag?: string }) => {
    const query = new URLSearchParams(
      Object.entries({ q, tag, ...change }).filter(([, value]) => value !== ""),
    ).toString();
    router.go(query ? `${face.path}?${query}` : face.path, { replace: change.tag === undefined });
  };
  const plural = `${face.noun}s`;
  const filtered = q !== "" || tag !== "";

  return (
    <PageFrame
      title={face.title}
      actions={
        can(face.manage) && (
          <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
            New {face.noun}
          </Button>
        )
      }
    >
      <div class="page-bar">
        <SearchField label={`Search ${plural}`} value={q} search={(text) => show({ q: text })} />
        {can("view tags") && (
          <TagFilter
            chosen={tag === "" ? null : Number(tag)}
            choose={(id) => show({ tag: id === null ? "" : String(id) })}
          />
        )}
      </div>
      {failure && !items ? (
        <ErrorState message={failure} retry={retry} />
      ) : !items ? (
        <Loading label={`Loading ${plural}`} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={face.icon}
          title={filtered ? `No ${face.noun} matches` : `No ${plural} yet`}
        >
          {filtered ? (
            <Button onClick={() => show({ q: "", tag: "" })}>Clear the filters</Button>
          ) : (
            `A ${face.noun} belongs to a contact and carries the same tags.`
          )}
        </EmptyState>
      ) : (
        <RecordTable face={face} items={items} />
      )}
      {more && (
        <div class="table-more">
          <Button onClick={more}>Show more</Button>
        </div>
      )}
      {creating && (
        <RecordDialog
          face={face}
          close={() => setCreating(false)}
          saved={(id) => router.go(`${face.path}/${id}`)}
        />
      )}
    </PageFrame>
  );
}

function RecordTable<Item extends CrmRecord>({
  face,
  items,
}: {
  face: RecordFace<Item>;
  items: readonly Item[];
}) {
  const router = useRouter();
  const agents = useAgents();
  return (
    <div class="table-frame">
      <table class="table table-stacking records">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Contact</th>
            {face.columns.map(({ label, number }) => (
              <th key={label} scope="col" class={number ? "number" : undefined}>
                {label}
              </th>
            ))}
            <th scope="col">Tags</th>
            <th scope="col">Owner</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <a href={router.href(`${face.path}/${item.id}`)}>{item.title}</a>
              </td>
              <td>
                <a class="records-contact" href={router.href(`/contacts/${item.contact.id}`)}>
                  {item.contact.displayName}
                </a>
              </td>
              {face.columns.map(({ label, number, cell }) => (
                <td key={label} data-label={label} class={number ? "number" : undefined}>
                  {cell(item)}
                </td>
              ))}
              <td>
                <TagChips ids={item.tagIds} width={tagsWidth} reachable />
              </td>
              <td data-label="Owner">
                {item.ownerId !== null && (agents.get(item.ownerId) ?? "")}
              </td>
              <td data-label="Created">
                <Ago at={item.createdAt} words />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
