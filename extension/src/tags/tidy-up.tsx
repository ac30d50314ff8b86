import { tagReviewSchema, type Tag } from "@tagalong/shared/contracts/tag.ts";
import { Button } from "../ui/button.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import { counted } from "./tag-words.ts";
import { useCatalogueRead } from "./use-catalogue-read.ts";

/** What tidying up would begin with: look-alikes to merge, unused tags to delete (T10). */
export function TidyUp({
  merge,
  remove,
}: {
  merge: (tags: Tag[]) => void;
  remove: (tags: Tag[]) => void;
}) {
  const catalogue = useCatalogue();
  const { value: review } = useCatalogueRead("/api/crm/tags/review", tagReviewSchema);
  const active = (ids: readonly number[]) =>
    ids.flatMap((id) => {
      const tag = catalogue.get(id);
      return tag && tag.deletedAt === null ? [tag] : [];
    });
  const twins = (review?.twins ?? [])
    .map((group) => active([group.keep, ...group.merge]))
    .filter((group) => group.length > 1);
  const unused = active(review?.unused ?? []);
  if (twins.length + unused.length === 0) return null;
  const parts = [
    twins.length > 0 && counted(twins.length, "group of look-alikes", "groups of look-alikes"),
    unused.length > 0 && `${unused.length} unused`,
  ];
  return (
    <details class="tidy-up">
      <summary>Tidy up: {parts.filter(Boolean).join(", ")}</summary>
      {twins.length > 0 && (
        <>
          <h2>Look almost the same</h2>
          <ul>
            {twins.map((group) => (
              <li key={group[0]?.id}>
                {group.map((tag) => (
                  <TagChip key={tag.id} tag={tag} />
                ))}
                <Button
                  size="sm"
                  aria-label={`Merge ${group.map((tag) => tag.name).join(", ")}`}
                  onClick={() => merge(group)}
                >
                  Merge…
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {unused.length > 0 && (
        <>
          <h2>On no record and in no rule</h2>
          <div class="tidy-up-all">
            {unused.map((tag) => (
              <TagChip key={tag.id} tag={tag} />
            ))}
          </div>
          <Button size="sm" onClick={() => remove(unused)}>
            Delete unused…
          </Button>
        </>
      )}
    </details>
  );
}
