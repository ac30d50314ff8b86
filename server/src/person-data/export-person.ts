import { toGiveData } from "@tagalong/shared/contracts/person-data.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { readContact } from "../contacts/read-contact.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import {
  readAbout,
  readConversationPage,
  readEventPage,
  readMessagePage,
  readShort,
  shortSections,
} from "./queries/sections.ts";

const page = 500;

type Read = <Result>(
  work: (transaction: OrganizationTransaction) => Promise<Result>,
) => Promise<Result>;

/**
 * Everything stored about a person as one JSON document, in pieces that are read when they are
 * wanted: however much there is, little of it is held (C6). That it was given out, and by whom, is an
 * event of the person's, written before anything is.
 */
export async function exportPerson(
  { database }: Pick<Services, "database">,
  principal: Principal,
  contactId: number,
): Promise<AsyncGenerator<Buffer>> {
  const { organizationId, actor } = principal;
  for (const needed of toGiveData) requirePermission(principal, needed);
  const read: Read = (work) => inOrganization(database, organizationId, work);
  const head = await read(async (transaction) => {
    const contact = await readContact(transaction, contactId);
    const { organization, properties, aliases } = await readAbout(transaction, contactId);
    await recordEvent(transaction, {
      kind: "contact.data_exported",
      subject: { type: "contact", id: contactId },
      actor,
      contactId,
    });
    const exportedAt = new Date().toISOString();
    return { exportedAt, organization, contact, properties, alsoKnownAs: aliases };
  });
  return pieces(head, read, contactId);
}

async function* pieces(head: object, read: Read, contactId: number): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(head).slice(0, -1));
  for (const section of shortSections) {
    const entries = await read((transaction) => readShort(transaction, section, contactId));
    yield Buffer.from(`,\n"${section}":[${entries.join(",\n")}]`);
  }
  yield Buffer.from(`,\n"conversations":[`);
  yield* joined(conversations(read, contactId));
  yield Buffer.from(`],\n"events":[`);
  yield* joined(
    pagesOf(read, (transaction, after) => readEventPage(transaction, contactId, after, page)),
  );
  yield Buffer.from("]}\n");
}

/** Each with its messages, however many. */
async function* conversations(read: Read, contactId: number): AsyncGenerator<string[]> {
  const some = pagesOf(read, (transaction, after) =>
    readConversationPage(transaction, contactId, after, page),
  );
  for await (const entries of some) {
    for (const { id, json } of entries) {
      const texts: string[] = [];
      const messages = pagesOf(read, (transaction, after) =>
        readMessagePage(transaction, id, after, page),
      );
      for await (const part of messages) texts.push(...part.map((message) => message.json));
      yield [`${json.slice(0, -1)},"messages":[${texts.join(",\n")}]}`];
    }
  }
}

interface Entry {
  id: number;
  json: string;
}

/** Pages by their last entry's number, until there is none. */
async function* pagesOf(
  read: Read,
  readPage: (transaction: OrganizationTransaction, after: number) => Promise<Entry[]>,
): AsyncGenerator<Entry[]> {
  for (let after = 0; ;) {
    const entries = await read((transaction) => readPage(transaction, after));
    const last = entries.at(-1);
    if (!last) return;
    yield entries;
    after = last.id;
  }
}

/** Entries of a list, with commas between them. */
async function* joined(lists: AsyncIterable<readonly (Entry | string)[]>): AsyncGenerator<Buffer> {
  let before = "";
  for await (const entries of lists) {
    const texts = entries.map((entry) => (typeof entry === "string" ? entry : entry.json));
    yield Buffer.from(before + texts.join(",\n"));
    before = ",\n";
  }
}
