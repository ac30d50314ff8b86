import { bulkTagsJob } from "./bulk-tags/bulk-tags-job.ts";
import { undoBulkTagsJob } from "./bulk-tags/undo-bulk-tags-job.ts";
import { exportJob } from "./contact-transfer/export-job.ts";
import { importJob } from "./contact-transfer/import-job.ts";
import { jobKindsOf } from "./jobs/declare-job.ts";
import { syncSegmentJob } from "./segments/sync-segment-job.ts";
import { mergeTagsJob } from "./tags/merge-tags-job.ts";

/** Every feature's jobs, as routers.ts is for its routes. */
export const jobKinds = jobKindsOf([
  mergeTagsJob,
  bulkTagsJob,
  undoBulkTagsJob,
  exportJob,
  importJob,
  syncSegmentJob,
]);
