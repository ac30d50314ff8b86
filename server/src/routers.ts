import { apiTokenRoutes } from "./api-tokens/routes.ts";
import { authRoutes } from "./auth/routes.ts";
import { bulkTagRoutes } from "./bulk-tags/routes.ts";
import { contactErasureRoutes } from "./contact-erasure/routes.ts";
import { contactListRoutes } from "./contact-lists/routes.ts";
import { contactMergeRoutes } from "./contact-merges/routes.ts";
import { contactTransferRoutes } from "./contact-transfer/routes.ts";
import { contactRoutes } from "./contacts/routes.ts";
import { conversationRoutes } from "./conversations/routes.ts";
import { dealRoutes } from "./deals/routes.ts";
import { fileRoutes } from "./files/routes.ts";
import { jobKinds } from "./job-kinds.ts";
import { jobRoutes } from "./jobs/routes.ts";
import { leadRoutes } from "./leads/routes.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { personDataRoutes } from "./person-data/routes.ts";
import { propertyRoutes } from "./properties/routes.ts";
import { roleRoutes } from "./roles/routes.ts";
import { routingRoutes } from "./routing/routes.ts";
import { segmentRoutes } from "./segments/routes.ts";
import { tagRoutes } from "./tags/routes.ts";
import { teamRoutes } from "./teams/routes.ts";

/** Every feature's routes, mounted under /api. */
export const routers = [
  authRoutes,
  organizationRoutes,
  jobRoutes(jobKinds),
  fileRoutes,
  propertyRoutes,
  roleRoutes,
  apiTokenRoutes,
  teamRoutes,
  // Before those of one contact: `/crm/contacts/count` is nobody's id.
  contactListRoutes,
  bulkTagRoutes,
  contactTransferRoutes,
  contactRoutes,
  tagRoutes,
  segmentRoutes,
  routingRoutes,
  conversationRoutes,
  contactMergeRoutes,
  contactErasureRoutes,
  leadRoutes,
  dealRoutes,
  personDataRoutes,
];
