import type { MergePreview, MergeSide } from "@tagalong/shared/contracts/contact-merge.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagChip } from "../tags/tag-chip.tsx";
import { counted } from "../tags/tag-words.ts";

/** What comes over, what finds no room (T7), what the contact is known by besides (C6). */
export function MergeMoves({
  preview,
  chosen,
}: {
  preview: MergePreview;
  chosen: Readonly<Record<string, MergeSide>>;
}) {
  const { tags, segments, conversations, leads, deals } = preview;
  const records = [
    conversations > 0 && counted(conversations, "conversation"),
    leads > 0 && counted(leads, "lead"),
    deals > 0 && counted(deals, "deal"),
  ].filter((each) => each !== false);
  const inWords = (list: readonly string[]) => new Intl.ListFormat("en").format(list);
  const aliases = aliasesOf(preview, chosen);
  return (
    <div class="merge-moves">
      <p>
        {records.length > 0 ? `${inWords(records)} move over. ` : ""}
        The timeline shows both histories. It can be undone at any time.
      </p>
      {tags.moved.length > 0 && <Tags lead="Tags that move over:" ids={tags.moved} />}
      {tags.leftOut.length > 0 && (
        <div class="merge-warning">
          <Tags
            lead={`No room: a contact holds at most ${counted(preview.maxTagsPerRecord ?? 0, "tag")}. Left out:`}
            ids={tags.leftOut}
          />
        </div>
      )}
      {segments.entered.length > 0 && <p>Enters {inWords(segments.entered)}.</p>}
      {segments.left.length > 0 && (
        <p>Leaves {inWords(segments.left)}: the other contact was taken out of it by hand.</p>
      )}
      {aliases.length > 0 && <p>Whoever signs in as {inWords(aliases)} is this contact, too.</p>}
    </div>
  );
}

function Tags({ lead, ids }: { lead: string; ids: readonly number[] }) {
  const catalogue = useCatalogue();
  return (
    <p class="merge-tags">
      <span>{lead}</span>
      {ids.map((id) => {
        const tag = catalogue.get(id);
        return tag ? <TagChip key={id} tag={tag} deleted={tag.deletedAt !== null} /> : null;
      })}
    </p>
  );
}

/** Of two verified ids the one that is not chosen goes on finding the contact. */
function aliasesOf(
  { aliases, differences }: MergePreview,
  chosen: Readonly<Record<string, MergeSide>>,
) {
  const ids = differences.find(({ field }) => field === "externalId");
  if (chosen.externalId !== "absorbed" || !ids) return aliases;
  return aliases.map((alias) => (alias === ids.absorbed ? String(ids.kept) : alias));
}
