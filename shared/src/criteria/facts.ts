/**
 * What criteria are evaluated on. Text is already folded (it is read from the `*_folded` columns);
 * missing, null and "" are the same. Ids are those of the database.
 */
export interface Facts {
  contact: ContactFacts;
  /** Only where a conversation is in view; criteria of subject "contact" never look at it. */
  conversation?: ConversationFacts | undefined;
}

export interface ContactFacts {
  email?: string | null | undefined;
  name?: string | null | undefined;
  company?: string | null | undefined;
  phone?: string | null | undefined;
  country?: string | null | undefined;
  externalId?: string | null | undefined;
  /** Agent. */
  owner?: number | null | undefined;
  createdAt?: Date | null | undefined;
  firstSeenAt?: Date | null | undefined;
  lastSeenAt?: Date | null | undefined;
  /** Every assigned tag, those of deleted tags too: the evaluator leaves them out. */
  tags: readonly number[];
  /** Stored memberships (state "member"), of any segment: the evaluator leaves deleted ones out. */
  segments: readonly number[];
  /** The `properties_folded` column as parsed JSON: folded text, numbers, booleans, ISO instants. */
  properties: Readonly<Record<string, unknown>>;
}

export interface ConversationFacts {
  channel?: string | null | undefined;
  topic?: string | null | undefined;
  subject?: string | null | undefined;
  language?: string | null | undefined;
  pageUrl?: string | null | undefined;
  status?: string | null | undefined;
  priority?: string | null | undefined;
  queue?: number | null | undefined;
  team?: number | null | undefined;
  /** Agent. */
  assignee?: number | null | undefined;
  createdAt?: Date | null | undefined;
  tags: readonly number[];
  /** Segments that the context named for this conversation only (S7), and whether it was signed. */
  contextSegments: readonly ContextSegment[];
}

export interface ContextSegment {
  segment: number;
  trusted: boolean;
}
