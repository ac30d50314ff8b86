import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { listRecords, type RecordsAsked } from "./list-records.ts";
import type { RecordRow } from "./queries/records.ts";
import { readRecord } from "./read-record.ts";
import type { RecordKind } from "./record-kind.ts";
import { changeRecord, createRecord, deleteRecord } from "./write-record.ts";

type RecordServices = Pick<Services, "database" | "publisher">;
type Values = Readonly<Record<string, unknown>>;

interface KindOfItem<Item> {
  kind: RecordKind;
  toItem: (row: RecordRow) => Item;
  /** Refuses values that name what the organization does not have. */
  check?: (transaction: OrganizationTransaction, values: Values) => Promise<void>;
}

/** What can be done with one kind of record; each change answers the record as it is then. */
export function recordVerbs<
  Item,
  New extends Values & { contactId: number },
  Change extends Values & { revision?: number | undefined },
>({ kind, toItem, check }: KindOfItem<Item>) {
  type Detail = Item & { assignments: Assignment[] };

  const detail = async (
    transaction: OrganizationTransaction,
    { permissions }: Pick<Principal, "permissions">,
    id: number,
  ): Promise<Detail> => {
    const { row, assignments } = await readRecord(transaction, kind, id);
    // Tags are for those who may see tags (S8).
    if (permissions.has("view tags")) return { ...toItem(row), assignments };
    return { ...toItem({ ...row, active_tag_ids: [] }), assignments: [] };
  };

  const write = (
    { database, publisher: hints }: RecordServices,
    principal: Principal,
    work: (writing: Parameters<typeof createRecord>[0]) => Promise<number>,
  ): Promise<Detail> =>
    inOrganization(database, principal.organizationId, async (transaction) =>
      detail(transaction, principal, await work({ transaction, hints, principal, kind })),
    );

  return {
    /** `equals`: the kind's own columns. */
    list: (
      services: RecordServices,
      principal: Principal,
      asked: RecordsAsked,
      equals: Values = {},
    ) => listRecords(services, principal, kind, asked, given(equals), toItem),

    read: ({ database }: RecordServices, principal: Principal, id: number) =>
      inOrganization(database, principal.organizationId, (transaction) =>
        detail(transaction, principal, id),
      ),

    create: (services: RecordServices, principal: Principal, values: New) =>
      write(services, principal, async (writing) => {
        await check?.(writing.transaction, values);
        return await createRecord(writing, values);
      }),

    change: (services: RecordServices, principal: Principal, id: number, values: Change) =>
      write(services, principal, async (writing) => {
        await check?.(writing.transaction, values);
        await changeRecord(writing, id, values);
        return id;
      }),

    remove: ({ database, publisher: hints }: RecordServices, principal: Principal, id: number) =>
      inOrganization(database, principal.organizationId, (transaction) =>
        deleteRecord({ transaction, hints, principal, kind }, id),
      ),
  };
}

const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
