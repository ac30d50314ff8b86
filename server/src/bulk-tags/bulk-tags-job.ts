import { z } from "zod";
import { declareJob } from "../jobs/declare-job.ts";
import { bulkTagsPayloadSchema } from "./bulk-tags-payload.ts";
import { bulkTagsResult } from "./bulk-tags-words.ts";
import { holdFittingTags } from "./hold-fitting-tags.ts";
import { tagContacts } from "./tag-contacts.ts";
import { undoBulkTagsJob } from "./undo-bulk-tags-job.ts";
import { walkSelection } from "./walk-selection.ts";

/** Adds and takes off tags of many contacts (T9). A tag that is deleted meanwhile ends it. */
export const bulkTagsJob = declareJob({
  kind: "bulk_tags",
  permission: "tag contacts",
  payload: bulkTagsPayloadSchema,
  /** The last id that was looked at. */
  cursor: z.int(),
  async step(services, transaction, { id: jobId, payload, cursor, done, total, startedBy }) {
    const { selection, source } = payload;
    // The contacts before the tags, as everybody does who tags one.
    const walked = await walkSelection(services, transaction, selection, cursor ?? 0);
    await holdFittingTags(transaction, payload);
    const tagging = { source, actor: startedBy.actor, jobId };
    const { contacts } = walked;
    const counts = await tagContacts(transaction, services.publisher, contacts, payload, tagging);
    return {
      cursor: walked.cursor,
      done: walked.done,
      // Contacts may have come to match, or no longer match, since they were counted.
      total: walked.finished ? done + walked.done : total,
      counts: { ...counts, gone: walked.done - contacts.length },
      finished: walked.finished,
    };
  },
  result: bulkTagsResult,
  undo: ({ id, label, counts, payload: { source } }) => {
    const changes = (counts.added ?? 0) + (counts.removed ?? 0);
    const payload = { job: id, source };
    return undoBulkTagsJob.of({ label: `Undo: ${label}`, payload, total: changes });
  },
});
