import type pg from "pg";
import type { Party } from "./party.ts";

/** What was promised to be nought (V6). */
export interface Reckoning {
  /** Written and not stored, or refused. */
  lost: number;
  /** Stored twice, or a second conversation where one was meant. */
  doubled: number;
  /** Stored and not shown to somebody who follows the conversation. */
  missed: number;
  /** Stored or shown in another order than written, or with a gap. */
  disordered: number;
  sent: number;
}

interface StoredMessage {
  conversation_id: number;
  sequence: number;
  client_id: string;
  visitor: string | null;
}

/** Holds what everybody wrote, had acknowledged and saw against what the database holds. */
export async function reconcile(
  owner: pg.Client,
  organizationId: number,
  parties: readonly Party[],
): Promise<Reckoning> {
  const stored = await readStored(owner, organizationId);
  const byClientId = Map.groupBy(stored, ({ client_id }) => client_id);
  const conversations = Map.groupBy(stored, (message) => Number(message.conversation_id));
  const reckoning: Reckoning = { lost: 0, doubled: 0, missed: 0, disordered: 0, sent: 0 };
  for (const messages of conversations.values()) {
    reckoning.disordered += messages.filter(({ sequence }, at) => sequence !== at + 1).length;
  }
  for (const copies of byClientId.values()) reckoning.doubled += copies.length - 1;
  for (const party of parties) {
    reckoning.sent += party.sent.length;
    reckoning.lost += party.sent.filter((clientId) => !byClientId.has(clientId)).length;
    reckoning.lost += party.failed();
    reckoning.disordered += outOfOrder(party, byClientId);
    let followed = 0;
    for (const [id, messages] of conversations) {
      if (!party.follows({ id, visitor: messages[0]?.visitor ?? null })) continue;
      followed += 1;
      const seen = party.shown.get(id) ?? [];
      const seenIds = new Set(seen.map(({ clientId }) => clientId));
      reckoning.missed += messages.filter(({ client_id }) => !seenIds.has(client_id)).length;
      reckoning.doubled += seen.length - seenIds.size;
      reckoning.disordered += seen.filter(({ sequence }, at) => sequence !== at + 1).length;
    }
    // Every visitor here writes into one conversation only.
    if (party.name.length === 64) reckoning.doubled += Math.max(0, followed - 1);
  }
  return reckoning;
}

/** Messages that stand behind a later one of the same sender in the same conversation. */
function outOfOrder(party: Party, byClientId: ReadonlyMap<string, StoredMessage[]>): number {
  const last = new Map<number, number>();
  let wrong = 0;
  for (const clientId of party.sent) {
    const [message] = byClientId.get(clientId) ?? [];
    if (!message) continue;
    const { conversation_id: id, sequence } = message;
    if (sequence < (last.get(id) ?? 0)) wrong += 1;
    last.set(id, sequence);
  }
  return wrong;
}

async function readStored(owner: pg.Client, organizationId: number): Promise<StoredMessage[]> {
  const { rows } = await owner.query<StoredMessage>(
    `
    SELECT m.conversation_id, m.sequence, m.client_id, encode(v.token_hash, 'hex') AS visitor
    FROM messages m
    JOIN conversations c ON c.organization_id = m.organization_id AND c.id = m.conversation_id
    LEFT JOIN visitors v ON v.organization_id = c.organization_id AND v.id = c.visitor_id
    WHERE m.organization_id = $1 ORDER BY m.conversation_id, m.sequence`,
    [organizationId],
  );
  return rows;
}
