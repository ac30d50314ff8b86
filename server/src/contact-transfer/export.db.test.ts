import { newExportSchema } from "@tagalong/shared/contracts/contact-transfer.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openInSpreadsheet, soffice } from "../../../test/support/spreadsheet.ts";
import { startTransferTest, type TransferTest } from "../../../test/support/transfer-test.ts";
import { workOffInLittleMemory } from "../../../test/support/work-off-in-little-memory.ts";
import { createLink } from "../files/create-link.ts";
import { deleteExpiredFiles } from "../files/delete-expired-files.ts";
import { readFile, readLinkedFile } from "../files/read-file.ts";
import { jobKinds } from "../job-kinds.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { stepJob } from "../jobs/step-job.ts";
import { exportContacts } from "./export-contacts.ts";
import { startExport } from "./start-export.ts";

let transfer: TransferTest;
let shop: SampleOrganization;
let theirs: SampleOrganization;
let shops = 0;

beforeAll(async () => {
  transfer = await startTransferTest();
  theirs = await addOrganization(transfer.owner, "Theirs");
});
afterAll(() => transfer.close());

beforeEach(async () => {
  shops += 1;
  shop = await addOrganization(transfer.owner, `Export${shops}`);
  await transfer.owner.query("DELETE FROM conversations WHERE organization_id = $1", [shop.id]);
  await transfer.owner.query("DELETE FROM contacts WHERE organization_id = $1", [shop.id]);
});

const add = async (columns: Record<string, unknown>): Promise<void> => {
  const names = ["organization_id", ...Object.keys(columns)];
  await transfer.owner.query(
    `INSERT INTO contacts (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()})`,
    [shop.id, ...Object.values(columns)],
  );
};

const addMany = (count: number) =>
  transfer.owner.query(
    `INSERT INTO contacts (organization_id, name, name_folded, last_seen_at)
     SELECT $1, 'Person ' || n, 'person ' || n, '2026-01-01'::timestamptz + n * interval '1 minute'
     FROM generate_series(1, $2) n`,
    [shop.id, count],
  );

type Asked = Partial<Parameters<typeof exportContacts>[2]>;

async function direct(asked: Asked = {}) {
  const answer = await exportContacts(transfer.services, shop.admin, {
    filter: {},
    columns: [],
    ...asked,
  });
  return { ...answer, text: Buffer.concat([...answer.pieces]).toString() };
}

const start = (given: object = {}) =>
  startExport(transfer.services, shop.admin, newExportSchema.parse(given));

test("exactly five columns, active tags joined by a bar, as RFC 4180 has it (C4, T5)", async () => {
  await add({
    phone: "+8613800138000",
    name: 'Ann "A", B.',
    tag_ids: [shop.tags.both, shop.tags.deleted, shop.tags.contact],
    first_seen_at: "2026-05-30T09:12:00Z",
    last_seen_at: "2026-06-01T00:00:00.123Z",
  });
  await add({ email: "only@example.org" });
  await add({});
  const { text, name, exported, matching } = await direct();
  expect(text).toBe(
    [
      "\uFEFFPhone,Display name,Tags,First seen,Last seen",
      `'+8613800138000,"Ann ""A"", B.",vip|enterprise,2026-05-30T09:12:00Z,2026-06-01T00:00:00Z`,
      ",,,,",
      ",only@example.org,,,",
      "",
    ].join("\r\n"),
  );
  expect(name).toMatch(/^contacts-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.csv$/);
  expect([exported, matching]).toEqual([3, 3]);
});

test("a direct export stops at the organization's limit, the last seen first, and says so (C4)", async () => {
  await addMany(2_005);
  const whole = await direct();
  expect([whole.exported, whole.matching]).toEqual([2_000, 2_005]);
  const lines = whole.text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2_001);
  expect(lines[1]).toContain("Person 2005");
  expect(lines.at(-1)).toContain("Person 6,");
  await transfer.owner.query(
    "UPDATE organizations SET export_limit = 3 WHERE organization_id = $1",
    [shop.id],
  );
  const few = await direct({ filter: { q: "person 200" } });
  expect([few.exported, few.matching]).toEqual([3, 7]);
});

test("nobody matches: a header and no row; a background export does not begin", async () => {
  const { text, exported } = await direct({ filter: { q: "nobody" } });
  expect([text, exported]).toEqual(["\uFEFFPhone,Display name,Tags,First seen,Last seen\r\n", 0]);
  await expect(start({ filter: { q: "nobody" } })).rejects.toMatchObject({
    code: "invalid_value",
    message: "No contacts match these filters.",
  });
});

test("further columns are there when they are asked for, properties too; unknown ones are refused", async () => {
  await transfer.owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, writers)
     VALUES ($1, 'seats', 'Seats', 'number', '{agent}'), ($1, 'trial', 'Trial', 'boolean', '{agent}')`,
    [shop.id],
  );
  await transfer.owner.query(
    "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
    [shop.id],
  );
  await add({
    name: "Ann",
    email: "ann@example.org",
    country: "DE",
    external_id: "007",
    owner_id: shop.agent.actor.id,
    created_at: "2026-01-01T00:00:00Z",
    properties: JSON.stringify({ seats: -5, trial: true }),
  });
  const { text } = await direct({
    columns: [
      "email",
      "country",
      "owner",
      "externalId",
      "createdAt",
      "property.seats",
      "property.trial",
    ],
  });
  expect(text.split("\r\n")).toEqual([
    "\uFEFFPhone,Display name,Tags,First seen,Last seen,Email,Country,Owner,External id,Created,Seats,Trial",
    `,Ann,,,,ann@example.org,DE,${shop.agent.actor.name},"007",2026-01-01T00:00:00Z,'-5,yes`,
    "",
  ]);
  await expect(direct({ columns: ["property.nothing"] })).rejects.toMatchObject({
    code: "invalid_value",
    path: "columns.0",
  });
});

test("a background export has everybody once, in pieces, and can be saved by a short-lived link", async () => {
  await addMany(12_345);
  const job = await start();
  expect(job).toMatchObject({ label: "Export 12,345 contacts", total: 12_345, links: [] });
  // Somebody is seen meanwhile: nobody comes twice or is left out.
  await stepJob(transfer.services, jobKinds, shop.id, job.id);
  await transfer.owner.query(
    "UPDATE contacts SET last_seen_at = now() WHERE organization_id = $1",
    [shop.id],
  );
  const done = await transfer.workOff(shop.admin, job);
  expect(done).toMatchObject({ state: "done", done: 12_345, result: "Exported 12,345 contacts." });
  const text = await transfer.linked(shop.admin, done);
  const names = text.trimEnd().split("\r\n").slice(1);
  expect([names.length, new Set(names).size]).toEqual([12_345, 12_345]);

  const fileId = Number(done.links[0]?.path.split("/").at(-1));
  const link = await createLink(transfer.database, shop.admin, fileId);
  const linked = await readLinkedFile(transfer.database, link.path.split("/").at(-1) ?? "");
  // With the mark, which `text()` takes off.
  expect(linked.size).toBe(Buffer.byteLength(text) + 3);
  expect(await new Response(linked.stream).text()).toBe(text);
  const token = link.path.replace(/.*tgd_\d+_/, `tgd_${theirs.id}_`);
  for (const foreign of [token, "tgd_1_x", "nothing", `${link.path}x`]) {
    await expect(readLinkedFile(transfer.database, foreign)).rejects.toMatchObject({
      code: "not_found",
    });
  }
  await expect(readFile(transfer.database, theirs.admin, fileId)).rejects.toMatchObject({
    code: "not_found",
  });
  // The file holds what its permission is for.
  await expect(readFile(transfer.database, shop.agent, fileId)).rejects.toMatchObject({
    code: "forbidden",
  });
  await transfer.owner.query("UPDATE stored_file_links SET expires_at = now()");
  await expect(
    readLinkedFile(transfer.database, link.path.split("/").at(-1) ?? ""),
  ).rejects.toMatchObject({ code: "not_found" });
  await transfer.owner.query("UPDATE stored_files SET expires_at = now() WHERE id = $1", [fileId]);
  await deleteExpiredFiles(transfer.database);
  const { rowCount } = await transfer.owner.query(
    "SELECT FROM stored_file_chunks WHERE file_id = $1",
    [fileId],
  );
  expect(rowCount).toBe(0);
});

test("an export larger than the memory there is comes out whole (C4)", async () => {
  await transfer.owner.query(
    `INSERT INTO contacts (organization_id, name, company, email)
     SELECT $1, rpad('Person ' || n, 500, '.'), rpad('Company ', 500, '.'), rpad('e' || n, 500, '.')
     FROM generate_series(1, 60000) n`,
    [shop.id],
  );
  const job = await start({ columns: ["company", "email"] });
  // 90 MB in 72, about 30 of which are the program itself.
  const { appUrl } = transfer;
  await workOffInLittleMemory(72, { appUrl, organizationId: shop.id, jobId: job.id });
  const { rows } = await transfer.owner.query(
    `SELECT job.state, job.done, file.complete, file.size, max(length(bytes)) AS longest
     FROM jobs job JOIN stored_files file ON file.id = (job.payload->>'fileId')::integer
     JOIN stored_file_chunks piece ON piece.file_id = file.id
     WHERE job.organization_id = $1 AND job.id = $2 GROUP BY job.id, job.state, job.done, file.id, file.complete, file.size`,
    [shop.id, job.id],
  );
  expect(rows[0]).toMatchObject({ state: "done", done: 60_000, complete: true });
  expect(Number(rows[0].size)).toBeGreaterThan(90_000_000);
  expect(rows[0].longest).toBeLessThan(16_000_000);
});

test("a cancelled export leaves nothing to save", async () => {
  await addMany(10_001);
  const job = await start();
  await stepJob(transfer.services, jobKinds, shop.id, job.id);
  await cancelJob(transfer.services, jobKinds, shop.admin, job.id);
  const ended = await transfer.workOff(shop.admin, job);
  expect(ended).toMatchObject({ state: "cancelled", links: [] });
});

test("what was exported can be imported again and says the same", async () => {
  await add({
    phone: "+8613800138000",
    phone_folded: "+8613800138000",
    name: "=1+1",
    tag_ids: [shop.tags.both],
    first_seen_at: "2026-05-30T09:12:00Z",
    last_seen_at: "2026-06-01T00:00:00Z",
  });
  const { text } = await direct();
  const again = await transfer.run(theirs.admin, text, { match: "none" });
  expect(again.counts).toMatchObject({ created: 1, refused: 0 });
  const { rows } = await transfer.owner.query(
    "SELECT * FROM contacts WHERE organization_id = $1 ORDER BY id DESC LIMIT 1",
    [theirs.id],
  );
  expect(rows[0]).toMatchObject({
    phone: "+8613800138000",
    name: "=1+1",
    tag_ids: [theirs.tags.both],
    first_seen_at: new Date("2026-05-30T09:12:00Z"),
  });
});

// Installed by .ci/run; a developer's machine may be without it.
const withoutOffice = soffice === undefined && !process.env.CI;
const skipped = withoutOffice ? ", skipped: install LibreOffice (soffice)" : "";

describe.skipIf(withoutOffice)(`opened in LibreOffice (C4, B7)${skipped}`, () => {
  test("every cell is the text that it was, and nothing is calculated", async () => {
    const names = [
      "=1+1",
      "+1+1",
      "-1+1",
      "@SUM(A1:A9)",
      "\t=1+1",
      " =1+1",
      "＝1+1",
      '=HYPERLINK("http://example.org","x")',
      "=cmd|' /C calc'!A0",
      "Änne Müller",
      "王小明",
      "👩‍🚀 Ada",
      'say "hi", twice',
      "two\nlines",
      "semi;colon|bar",
      "007",
      "'tis",
      "<b>&amp;",
    ];
    for (const [at, name] of names.entries()) {
      const minute = String(59 - at).padStart(2, "0");
      const phone = `+86138001380${String(at).padStart(2, "0")}`;
      await add({ phone, name, last_seen_at: `2026-06-01T00:${minute}:00Z` });
    }
    const { text } = await direct();
    const [header, ...rows] = await openInSpreadsheet(text);
    expect(header?.map((cell) => cell.text)).toEqual([
      "Phone",
      "Display name",
      "Tags",
      "First seen",
      "Last seen",
    ]);
    expect(rows).toHaveLength(names.length);
    for (const [at, row] of rows.entries()) {
      const [phone, name] = row;
      const given = names[at] ?? "";
      expect(row.map(({ formula }) => formula).filter(Boolean)).toEqual([]);
      expect(phone).toMatchObject({
        type: "string",
        text: expect.stringMatching(/^'\+86138001380\d\d$/),
      });
      expect(name?.type).toBe("string");
      expect(name?.text.replace(/^'(?=[\s=+\-@＝])/, "")).toBe(given);
    }
  });
});
