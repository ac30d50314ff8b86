import { contactSchema } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import {
  segmentMemberSchema,
  type SegmentMember,
} from "@tagalong/shared/contracts/segment-member.ts";
import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import { useEffect, useMemo, useState } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { usePages } from "../api/use-pages.ts";
import { ExportButton } from "../contact-transfer/export-button.tsx";
import { PickOne } from "../criteria/pick-one.tsx";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { date } from "../ui/format-time.ts";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import "./segment-page.css";
import { originLabels } from "./segment-words.ts";

const changedSchema = z.object({ changed: z.boolean() });

/** Who is in a segment, with why; added and removed by hand where there is a list (S2, S3). */
export function SegmentMembers({ segment }: { segment: Segment }) {
  const { api, can } = useSignedIn();
  const [own, setOwn] = useState(0);
  // Read again with the segment, which is told to every window when somebody changes who is in it.
  const version = useMemo(() => ({}), [segment, own]);
  const path = `/api/crm/segments/${segment.id}/members`;
  const { items, more, failure, retry } = usePages(path, segmentMemberSchema, {}, version);
  const isByHand = can("manage crm segments") && segment.refresh !== "live";

  const put = async (contact: { id: number; displayName: string }, method: "POST" | "DELETE") => {
    try {
      const answer = await api.call(`${path}/${contact.id}`, { method, answer: changedSchema });
      if (method === "DELETE") say(`Removed “${contact.displayName}”`);
      else say(answer.changed ? `Added “${contact.displayName}”` : "Already a member by hand");
      setOwn((count) => count + 1);
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };

  return (
    <section class="segment-members" aria-label="Members">
      {can("view contacts") && items && items.length > 0 && (
        <div class="segment-export">
          <ExportButton filter={{ segments: [segment.id] }} total={segment.members} />
        </div>
      )}
      {isByHand && <AddMember add={(contact) => void put(contact, "POST")} />}
      {failure && !items ? (
        <ErrorState message={failure} retry={retry} />
      ) : !items ? (
        <Loading label="Loading members" />
      ) : items.length === 0 ? (
        <EmptyState icon="contacts" title="No members yet">
          {segment.refresh === "on_conversation"
            ? "Contacts that fit the criteria join when they next write."
            : segment.refresh === "on_sync" && segment.refreshedAt === null
              ? "Sync it to put in everybody who matches."
              : segment.refresh === "live"
                ? "Nobody matches the criteria at the moment."
                : "Add the first one above."}
        </EmptyState>
      ) : (
        <MemberTable
          members={items}
          remove={isByHand ? (contact) => void put(contact, "DELETE") : null}
        />
      )}
      {more && (
        <div class="table-more">
          <Button onClick={more}>Show more</Button>
        </div>
      )}
    </section>
  );
}

function MemberTable({
  members,
  remove,
}: {
  members: readonly SegmentMember[];
  remove: ((contact: SegmentMember["contact"]) => void) | null;
}) {
  const router = useRouter();
  return (
    <div class="table-frame">
      <table class="table table-stacking">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Why</th>
            <th scope="col">Since</th>
            {remove && (
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {members.map(({ contact, why, origin, since }) => (
            <tr key={contact.id}>
              <td>
                <a href={router.href(`/contacts/${contact.id}`)}>{contact.displayName}</a>
              </td>
              <td>{contact.email}</td>
              <td data-label="Why">{why.join(" · ") || originLabels[origin]}</td>
              <td data-label="Since">{since && date(since)}</td>
              {remove && (
                <td class="segment-member-actions">
                  <IconButton
                    label={`Remove ${contact.displayName}`}
                    icon="close"
                    size="sm"
                    onClick={() => remove(contact)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const pause = 200;
const mostOffered = 20;

/** Finds a contact by name, email, phone or company. */
function AddMember({ add }: { add: (contact: { id: number; displayName: string }) => void }) {
  const { api } = useSignedIn();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<
    readonly { id: number; displayName: string; email: string | null }[]
  >([]);
  useEffect(() => {
    const stop = new AbortController();
    const search = async () => {
      const query = { q: typed.trim(), limit: mostOffered };
      const answer = pageOf(contactSchema.pick({ id: true, displayName: true, email: true }));
      const page = await api.call("/api/crm/contacts", { query, answer, signal: stop.signal });
      setFound(page.items);
    };
    const timer = setTimeout(() => void search().catch(() => {}), pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, typed]);
  return (
    <div class="segment-add">
      <PickOne
        label="Add a contact"
        placeholder="Add a contact by name, email, phone or company…"
        suggestions={found.map(({ id, displayName, email }) => ({
          value: String(id),
          label: displayName,
          ...(email && email !== displayName ? { hint: email } : {}),
        }))}
        typing={setTyped}
        value={undefined}
        pick={(id) => {
          const contact = found.find((each) => String(each.id) === id);
          if (contact) add(contact);
          setTyped("");
        }}
      />
    </div>
  );
}
