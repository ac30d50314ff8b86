import type { PropertyValues } from "../database/schema.ts";

/**
 * Rows as PostgreSQL writes them into JSON: moments stay text, because a Date would lose their
 * microseconds, and a column that is not named here travels along all the same.
 */
export interface StoredContact {
  id: number;
  external_id: string | null;
  email: string | null;
  name: string | null;
  company: string | null;
  phone: string | null;
  country: string | null;
  owner_id: number | null;
  verified: boolean;
  properties: PropertyValues;
  properties_folded: PropertyValues;
  tag_ids: number[];
  first_seen_at: string | null;
  last_seen_at: string | null;
  [column: string]: unknown;
}

export interface StoredAssignment {
  tag_id: number;
  source: string;
  actor_type: string;
  actor_id: string | null;
  created_at: string;
}

export interface StoredMembership {
  segment_id: number;
  contact_id: number;
  state: "member" | "excluded";
  by_hand: boolean;
  source: string;
  actor_type: string;
  actor_id: string | null;
  reason: unknown;
  created_at: string;
}

/** Tables whose rows belong to one contact and follow it, besides its tags and segments. */
export const followingTables = ["conversations", "leads", "deals", "visitors"] as const;
export type FollowingTable = (typeof followingTables)[number];

/** What of a contact's columns a merge may change. */
export type ChangedColumns = Record<string, unknown>;

/** Everything that undoing a merge needs. */
export interface MovedRows {
  absorbed: StoredContact;
  /** The kept contact's changed columns, as they were and as the merge made them. */
  before: ChangedColumns;
  after: ChangedColumns;
  /** All of the absorbed contact's, and which of their tags the kept one received. */
  assignments: StoredAssignment[];
  movedTags: number[];
  /** All of the absorbed contact's, and the kept one's that the merge changed. */
  memberships: StoredMembership[];
  membershipsBefore: StoredMembership[];
  membershipsAfter: StoredMembership[];
  /** Aliases that the absorbed contact had, and the one that the merge made. */
  aliases: string[];
  newAlias: string | null;
  records: Record<FollowingTable, number[]>;
}
