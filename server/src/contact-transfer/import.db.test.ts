import {
  importSettingsSchema,
  type ImportTarget,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTransferTest, type TransferTest } from "../../../test/support/transfer-test.ts";
import { workOffInLittleMemory } from "../../../test/support/work-off-in-little-memory.ts";
import { toStream } from "../files/to-stream.ts";
import { jobKinds } from "../job-kinds.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { stepJob } from "../jobs/step-job.ts";
import { checkImport } from "./check-import.ts";
import { uploadImport } from "./upload-import.ts";

let transfer: TransferTest;
let shop: SampleOrganization;
let shops = 0;

beforeAll(async () => {
  transfer = await startTransferTest();
});
afterAll(() => transfer.close());

/** Each test has an organization of its own, without contacts. */
beforeEach(async () => {
  shops += 1;
  shop = await addOrganization(transfer.owner, `Import${shops}`, { maxTags: 3 });
  await transfer.owner.query("DELETE FROM conversations WHERE organization_id = $1", [shop.id]);
  await transfer.owner.query("DELETE FROM contacts WHERE organization_id = $1", [shop.id]);
  await transfer.owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, choices, writers) VALUES
       ($1, 'seats', 'Seats', 'number', '{}', '{agent,api}'),
       ($1, 'trial', 'Trial', 'boolean', '{}', '{agent,api}'),
       ($1, 'renewal', 'Renewal', 'date', '{}', '{agent,api}'),
       ($1, 'size', 'Size', 'choice', '{Small,Large}', '{agent}'),
       ($1, 'secret', 'Secret', 'text', '{}', '{signed_context}')`,
    [shop.id],
  );
  await transfer.owner.query(
    "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
    [shop.id],
  );
});

type Stored = Record<string, unknown> & { id: string; tag_ids: number[] };

async function contacts(): Promise<Stored[]> {
  const { rows } = await transfer.owner.query<Stored>(
    "SELECT * FROM contacts WHERE organization_id = $1 ORDER BY id",
    [shop.id],
  );
  return rows;
}

const add = (columns: Record<string, unknown>) => {
  const names = ["organization_id", ...Object.keys(columns)];
  return transfer.owner.query(
    `INSERT INTO contacts (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()})`,
    [shop.id, ...Object.values(columns)],
  );
};

const ann = { email: "Ann@example.org", email_folded: "ann@example.org" };

async function refusals(job: { links: { path: string; label: string }[] }): Promise<string[]> {
  const text = await transfer.linked(shop.admin, job);
  return text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n")
    .slice(1);
}

test("rows become contacts with every field, folded copies, tags and history (C1, C5, T6)", async () => {
  const file = [
    "Phone;Name;E-Mail;Company;Country;Customer ID;Owner;Tags;First seen;Last seen;Seats;Trial;Renewal;Size",
    `"0151 23456789";"Müller, Änne";Anne@Example.org;ACME;Germany;c-1;${shop.agent.actor.name};vip|Enterprise;30.05.2026;2026-06-01T10:00:00Z;1.234,5;ja;31.12.2026;large`,
    "'+8613800138000;王小明;;;;;;;;;;;;",
    ";;;;;;;;;;;;;",
  ].join("\r\n");
  const job = await transfer.run(shop.admin, file, {
    decimal: ",",
    match: "externalId",
    tags: [shop.tags.both],
  });
  expect(job).toMatchObject({
    state: "done",
    done: 3,
    total: 3,
    counts: { created: 2, updated: 0, skipped: 0, refused: 1 },
    result: "Created 2 · updated 0 · refused 1",
  });
  const [anne, wang, ...others] = await contacts();
  expect(others).toEqual([]);
  expect(anne).toMatchObject({
    phone: "+4915123456789",
    phone_folded: "+4915123456789",
    name: "Müller, Änne",
    name_folded: "müller, änne",
    email: "Anne@Example.org",
    email_folded: "anne@example.org",
    company: "ACME",
    country: "DE",
    country_folded: "de",
    external_id: "c-1",
    verified: true,
    owner_id: shop.agent.actor.id,
    properties: { seats: 1234.5, trial: true, renewal: "2026-12-31", size: "Large" },
    properties_folded: { seats: 1234.5, renewal: "2026-12-31T00:00:00.000Z", size: "large" },
    first_seen_at: new Date("2026-05-30"),
    last_seen_at: new Date("2026-06-01T10:00:00Z"),
    tag_ids: [shop.tags.both, shop.tags.contact],
  });
  expect(wang).toMatchObject({
    phone: "+8613800138000",
    name: "王小明",
    verified: false,
    tag_ids: [shop.tags.both],
  });
  const { rows: assigned } = await transfer.owner.query(
    `SELECT contact_id, tag_id, source, actor_type, actor_id FROM tag_assignments
     WHERE organization_id = $1 ORDER BY contact_id, tag_id`,
    [shop.id],
  );
  const by = { source: "import", actor_type: "agent", actor_id: String(shop.admin.actor.id) };
  expect(assigned).toEqual([
    { contact_id: anne?.id, tag_id: shop.tags.both, ...by },
    { contact_id: anne?.id, tag_id: shop.tags.contact, ...by },
    { contact_id: wang?.id, tag_id: shop.tags.both, ...by },
  ]);
  const { rows: events } = await transfer.owner.query(
    `SELECT kind, source, data FROM events WHERE organization_id = $1 AND contact_id = $2 ORDER BY id`,
    [shop.id, anne?.id],
  );
  expect(events.map(({ kind, source }) => [kind, source])).toEqual([
    ["contact.created", "import"],
    ["contact.tag_added", "import"],
    ["contact.tag_added", "import"],
  ]);
  expect(events[0].data.after).toMatchObject({
    email: "Anne@Example.org",
    "properties.seats": 1234.5,
  });
  expect(transfer.hints).toContainEqual([
    "contactsChanged",
    shop.id,
    { from: Number(anne?.id), to: Number(wang?.id) },
  ]);
});

test("refused rows are listed as they were, with line and reason, formula-safe (B7)", async () => {
  const file = [
    "Email,Phone,Country,Tags,Seats,Size,Note",
    "not an email,,,,,,=HYPERLINK(1)",
    "a@example.org,12,,,,,",
    "b@example.org,,Atlantis,,,,",
    "c@example.org,,,unheard-of,,,",
    "d@example.org,,,refund,,,",
    "e@example.org,,,gone,,,",
    "f@example.org,,,,many,,",
    "g@example.org,,,,,Huge,",
    "h@example.org,,,,,,x,one too many",
    '"i@example.org\n",,,,,,',
    ",,,,,,only a note",
    `j@example.org,,,,,,${"x".repeat(600)}`,
    `k@example.org,,${"y".repeat(501)},,,,`,
    "ok@example.org",
  ].join("\n");
  const job = await transfer.run(shop.admin, file);
  expect(job.counts).toMatchObject({ created: 3, refused: 11 });
  const lines = await refusals(job);
  expect(lines[0]).toBe(
    `2,"Email: This is not an email address; write it as in ann@example.org.",not an email,,,,,,'=HYPERLINK(1)`,
  );
  const reasons = lines.map((line) => line.replaceAll('"', "").replace(",", " "));
  expect(reasons[1]).toMatch(/^3 Phone: Begin with/);
  expect(reasons[2]).toMatch(/^4 Country: This is no country/);
  expect(reasons[3]).toMatch(/^5 Tags: There is no tag “unheard-of”\./);
  expect(reasons[4]).toMatch(/^6 Tags: “refund” is for conversations only\./);
  expect(reasons[5]).toMatch(/^7 Tags: There is no tag “gone”\./);
  expect(reasons[6]).toMatch(/^8 Seats: “Seats” is a number\./);
  expect(reasons[7]).toMatch(/^9 Size: “Size” is one of: Small/);
  expect(reasons[8]).toMatch(/^10 It has 8 cells/);
  expect(reasons[9]).toMatch(/^13 A contact needs a name/);
  expect(reasons[10]).toMatch(/^15 Country: A field holds at most 500/);
  expect((await contacts()).map(({ email }) => email)).toEqual([
    "i@example.org",
    "j@example.org",
    "ok@example.org",
  ]);
});

describe("a row of somebody known", () => {
  const file = "Email,Name,Company,Seats\nann@EXAMPLE.org,Ann B.,,7\n";
  const known = {
    ...ann,
    name: "Ann",
    name_folded: "ann",
    company: "ACME",
    company_folded: "acme",
  };

  test("updates what it says and leaves the rest", async () => {
    await add(known);
    const job = await transfer.run(shop.admin, file);
    expect(job.counts).toEqual({ created: 0, updated: 1, skipped: 0, refused: 0 });
    expect(await contacts()).toMatchObject([
      {
        name: "Ann B.",
        name_folded: "ann b.",
        company: "ACME",
        properties: { seats: 7 },
        revision: "2",
      },
    ]);
    const { rows } = await transfer.owner.query(
      "SELECT kind, data FROM events WHERE organization_id = $1",
      [shop.id],
    );
    expect(rows).toMatchObject([
      { kind: "contact.updated", data: { before: { name: "Ann" }, after: { name: "Ann B." } } },
    ]);
    expect((await transfer.run(shop.admin, file)).counts).toMatchObject({ updated: 0, skipped: 1 });
  });

  test("fills only what is blank, or is skipped, as it was asked for", async () => {
    await add(known);
    const skipped = await transfer.run(shop.admin, file, { onMatch: "skip" });
    expect(skipped.counts).toMatchObject({ updated: 0, skipped: 1 });
    const filled = await transfer.run(shop.admin, file, { onMatch: "fill" });
    expect(filled.counts).toMatchObject({ updated: 1 });
    expect(await contacts()).toMatchObject([{ name: "Ann", properties: { seats: 7 } }]);
  });

  test("is found by phone number and by external id, too", async () => {
    const phone = "+4915123456789";
    await add({ phone, phone_folded: phone });
    await add({ external_id: "c-1", external_id_folded: "c-1", verified: true });
    const byPhone = "Phone,Name,Country\n0151 23456789,Ann,Germany\n";
    expect((await transfer.run(shop.admin, byPhone, { match: "phone" })).counts).toMatchObject({
      updated: 1,
    });
    const byId = "ID,Name\nc-1,Ben\nC-1,Other\n";
    expect((await transfer.run(shop.admin, byId, { match: "externalId" })).counts).toMatchObject({
      created: 1,
      updated: 1,
    });
    expect((await contacts()).map(({ name }) => name)).toEqual(["Ann", "Ben", "Other"]);
  });

  test("who proved who they are comes before who only says so; several are nobody (C6)", async () => {
    await add(ann);
    await add({ ...ann, external_id: "c-1", verified: true });
    expect((await transfer.run(shop.admin, file)).counts).toMatchObject({ updated: 1 });
    expect((await contacts()).map(({ name }) => name)).toEqual([null, "Ann B."]);
    await transfer.owner.query("UPDATE contacts SET verified = false WHERE organization_id = $1", [
      shop.id,
    ]);
    const job = await transfer.run(shop.admin, file);
    expect(job.counts).toMatchObject({ refused: 1 });
    expect((await refusals(job))[0]).toMatch(/Email: 2 contacts have this email\./);
  });

  test("gets no identity that it has not proven, nor one of somebody else (C6)", async () => {
    await add(ann);
    await add({ external_id: "c-2", verified: true });
    const job = await transfer.run(
      shop.admin,
      "Email,ID\nann@example.org,c-1\nben@example.org,c-2\n",
    );
    expect(await refusals(job)).toEqual([
      expect.stringContaining("has not proven who it is"),
      expect.stringContaining("Another contact has this external id."),
    ]);
    expect(await contacts()).toMatchObject([{ external_id: null }, { external_id: "c-2" }]);
  });

  test("is one contact also when two rows of the file are of the same person", async () => {
    const twice = "Email,Name,Tags\nann@example.org,Ann,vip\nANN@example.org,Anna,enterprise\n";
    expect((await transfer.run(shop.admin, twice)).counts).toMatchObject({
      created: 1,
      updated: 1,
    });
    expect(await contacts()).toMatchObject([
      { name: "Anna", tag_ids: [shop.tags.both, shop.tags.contact] },
    ]);
  });
});

test("a contact never holds more tags than its limit: the row is refused whole (T7)", async () => {
  await transfer.owner.query(
    "INSERT INTO tags (organization_id, name) SELECT $1, unnest('{one,two,three}'::text[])",
    [shop.id],
  );
  const file =
    "Email,Name,Tags\na@example.org,A,one|two|three\nb@example.org,B,one|two|three|vip\n";
  const job = await transfer.run(shop.admin, file);
  expect(job.counts).toMatchObject({ created: 1, refused: 1 });
  expect((await refusals(job))[0]).toContain("A contact holds at most 3 tags.");
});

test("a property is written by those whose it is to write, and settings that fit nothing are refused", async () => {
  const start = (columns: ImportTarget[], more = {}) =>
    transfer.start(shop.admin, "a,b\n1,2\n", { columns, ...more });
  await expect(start(["name", "property.secret"])).rejects.toMatchObject({
    code: "invalid_value",
    path: "columns.1",
    message: "“Secret” cannot be written by agents.",
  });
  await expect(
    transfer.start(shop.api, "a,b\n1,2\n", { columns: ["name", "property.size"], match: "none" }),
  ).rejects.toMatchObject({ path: "columns.1", message: "“Size” cannot be written by the API." });
  await expect(start(["name", "property.nothing"])).rejects.toMatchObject({ path: "columns.1" });
  await expect(start(["name", "name"])).rejects.toMatchObject({ path: "columns.1" });
  await expect(start(["company", "ignore"])).rejects.toMatchObject({ path: "columns" });
  await expect(start(["name", "ignore"])).rejects.toMatchObject({ path: "match" });
  const any = { match: "none" as const };
  for (const tag of [999_999, shop.tags.deleted]) {
    await expect(start(["name", "ignore"], { ...any, tags: [tag] })).rejects.toMatchObject({
      path: "tags.0",
    });
  }
  await expect(
    start(["name", "ignore"], { ...any, tags: [shop.tags.conversation] }),
  ).rejects.toMatchObject({ code: "wrong_tag_scope" });
  const untagging = { ...shop.agent, permissions: new Set(["manage contacts" as const]) };
  await expect(
    transfer.start(untagging, "a\n1\n", { columns: ["name"], ...any, tags: [shop.tags.both] }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await contacts()).toEqual([]);
});

test("a file runs once", async () => {
  const { id, format } = await transfer.upload(shop.admin, "Email\na@example.org\n");
  const settings = importSettingsSchema.parse({ ...format, columns: ["email"] });
  const { startImport } = await import("./start-import.ts");
  await startImport(transfer.services, shop.admin, id, settings);
  await expect(startImport(transfer.services, shop.admin, id, settings)).rejects.toMatchObject({
    code: "conflict",
  });
});

const many = (count: number) =>
  `Email,Name\n${Array.from({ length: count }, (_, at) => `p${at}@example.org,Person ${at}`).join("\n")}\n`;

test("a kill in the middle repeats and loses nothing (F21)", async () => {
  const job = await transfer.start(shop.admin, many(6_000));
  const step = () => stepJob(transfer.services, jobKinds, shop.id, job.id);
  await step();
  // What another process, or this one after a kill, finds: the job's row and no reader.
  const { closeReaderOf } = await import("./import-reader.ts");
  await closeReaderOf(job.id, { organizationId: shop.id, fileId: 0, chunks: 0 });
  // A step that does its work and dies before the commit.
  const { importJob } = await import("./import-job.ts");
  const { findJob } = await import("../jobs/queries.ts");
  const { inOrganization } = await import("../database/organization-transaction.ts");
  await expect(
    inOrganization(transfer.database, shop.id, async (transaction) => {
      const row = await findJob(transaction, job.id);
      if (row) await importJob.step(transfer.services, transaction, row);
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  const done = await transfer.workOff(shop.admin, job);
  expect(done).toMatchObject({
    state: "done",
    done: 6_000,
    total: 6_000,
    counts: { created: 6_000 },
  });
  const emails = (await contacts()).map(({ email }) => email);
  expect([emails.length, new Set(emails).size]).toEqual([6_000, 6_000]);
});

test("a cancelled import keeps what it did and stops", async () => {
  const job = await transfer.start(shop.admin, many(6_000));
  await stepJob(transfer.services, jobKinds, shop.id, job.id);
  await cancelJob(transfer.services, jobKinds, shop.admin, job.id);
  const ended = await transfer.workOff(shop.admin, job);
  expect(ended).toMatchObject({ state: "cancelled", counts: { created: 2_500 } });
  expect(await contacts()).toHaveLength(2_500);
});

test("two imports of the same people at once make each contact once", async () => {
  const [one, other] = await Promise.all([
    transfer.start(shop.admin, many(300)),
    transfer.start(shop.admin, many(300)),
  ]);
  await Promise.all([transfer.workOff(shop.admin, one), transfer.workOff(shop.admin, other)]);
  expect(await contacts()).toHaveLength(300);
});

test("a check says what an import would do, and writes nothing", async () => {
  await add(ann);
  const file =
    "Email,Tags\nann@example.org,vip\nnone,\nben@example.org,unheard-of\nc@example.org,\n";
  const { id, format } = await transfer.upload(shop.admin, file);
  const settings = importSettingsSchema.parse({ ...format, columns: ["email", "tags"] });
  expect(await checkImport(transfer.services, shop.admin, id, settings)).toMatchObject({
    rows: 4,
    whole: true,
    counts: { created: 1, updated: 1, skipped: 0, refused: 2 },
    problems: [
      { column: 0, rows: 1 },
      { column: 1, rows: 1 },
    ],
    refused: [
      { line: 3, column: 0, value: "none" },
      { line: 4, column: 1, value: "unheard-of", reason: "There is no tag “unheard-of”." },
    ],
  });
  expect(await contacts()).toHaveLength(1);
});

test("100 MB come in without being held in memory; more than 200 MB are refused and not kept (B7)", async () => {
  const line = Buffer.from(`someone@example.org,${"x".repeat(1_000)}\n`);
  const piece = Buffer.concat(Array.from({ length: 1_000 }, () => line));
  async function* pieces(megabytes: number) {
    yield Buffer.from("Email,Note\n");
    for (let sent = 0; sent < megabytes * 1024 * 1024; sent += piece.length) yield piece;
  }
  const upload = (megabytes: number) =>
    uploadImport(transfer.services, shop.admin, {
      name: "large.csv",
      body: toStream(pieces(megabytes)),
    });
  const before = process.memoryUsage.rss();
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before)), 20);
  const { size, id, format } = await upload(100);
  clearInterval(timer);
  expect(size).toBeGreaterThan(100 * 1024 * 1024);
  expect(most).toBeLessThan(90 * 1024 * 1024);
  const settings = importSettingsSchema.parse({ ...format, columns: ["email", "ignore"] });
  expect(await checkImport(transfer.services, shop.admin, id, settings)).toMatchObject({
    rows: 1_000,
    whole: false,
    counts: { created: 1, skipped: 999 },
  });
  await expect(upload(201)).rejects.toMatchObject({ code: "too_large" });
  const { rowCount } = await transfer.owner.query(
    "SELECT FROM stored_files WHERE organization_id = $1 AND name = 'large.csv'",
    [shop.id],
  );
  expect(rowCount).toBe(1);
});

test("a file larger than memory is read in pieces, its people looked up by index as they grow many", async () => {
  const note = "x".repeat(5_000);
  const lines = Array.from({ length: 15_000 }, (_, n) => `person${n}@example.org,${note}\n`);
  const job = await transfer.start(shop.admin, `Email,Note\n${lines.join("")}`, {
    columns: ["email", "ignore"],
  });
  const read = async (): Promise<number> => {
    const { rows } = await transfer.owner.query(
      "SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_user_tables WHERE relname = 'contacts'",
    );
    return Number(rows[0]?.read);
  };
  // Plans that are kept from the first step, when there was hardly anybody.
  const appUrl = `${transfer.appUrl}?options=-c%20plan_cache_mode%3Dforce_generic_plan`;
  const before = await read();
  await workOffInLittleMemory(72, { appUrl, organizationId: shop.id, jobId: job.id });
  expect(await contacts()).toHaveLength(15_000);
  expect((await read()) - before).toBeLessThan(2 * 15_000);
});

describe("bad files are refused clearly and not kept (B7)", () => {
  const kept = async () =>
    (await transfer.owner.query("SELECT FROM stored_files WHERE organization_id = $1", [shop.id]))
      .rowCount;

  test.each([
    ["", /empty/],
    ["\r\n\r\n", /empty/],
    ["Email,Name\r\n", /header only/],
    ["PK\u0003\u0004 workbook", /Excel workbook/],
    ['"Email,Name\na@example.org,x\n', /never closed/],
    [Array.from({ length: 501 }, (_, at) => `c${at}`).join(",") + "\n1\n", /501 columns/],
  ])("%j", async (content, sentence) => {
    const before = await kept();
    await expect(transfer.upload(shop.admin, content.slice(0, 20_000))).rejects.toMatchObject({
      code: "invalid_value",
      message: expect.stringMatching(sentence),
    });
    expect(await kept()).toBe(before);
  });

  test("a quotation mark that is never closed ends the file there, and says so", async () => {
    const job = await transfer.run(
      shop.admin,
      'Email,Name\na@example.org,A\n"b@example.org,B\nc@example.org,C\n',
    );
    expect(job.counts).toMatchObject({ created: 1, refused: 1 });
    expect((await refusals(job))[0]).toMatch(
      /^3,A quotation mark that is opened here is never closed/,
    );
  });

  test("letters that are not of the encoding refuse their row; the right one reads them", async () => {
    const latin = Buffer.from("Email,Name\na@example.org,Jürgen\n", "latin1");
    const wrong = await transfer.run(shop.admin, latin, { encoding: "utf-8" });
    expect((await refusals(wrong))[0]).toContain("letters that the chosen encoding cannot read");
    await transfer.run(shop.admin, latin);
    expect(await contacts()).toMatchObject([{ name: "Jürgen" }]);
    await transfer.run(
      shop.admin,
      Buffer.from("\uFEFFEmail\tName\nb@example.org\t王\n", "utf16le"),
    );
    expect((await contacts())[1]).toMatchObject({ name: "王" });
  });
});
