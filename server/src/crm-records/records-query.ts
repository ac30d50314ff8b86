import { z } from "zod";
import { idText, pageQuery, smallIdQuery } from "../http/params.ts";

/** How lists of records are asked for. */
export const recordsQuery = pageQuery.extend({
  contact: idText.optional(),
  tag: smallIdQuery,
  owner: smallIdQuery,
  q: z.string().max(200).optional(),
});
