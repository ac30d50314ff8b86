import pg from "pg";
import { defaultConnections, openDatabase } from "../../../server/src/database/database.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { inLanes, type Bench, type Comparison, type Side } from "../compare.ts";
import { addBenchShop } from "./bench-shop.ts";
import { startByStatement } from "./start-by-statement.ts";
import { startByVerb } from "./start-by-verb.ts";

const atOnce = 16;

/**
 * Conversations that are there before: plans made for empty tables are nobody's daily life. With
 * memberships among them, else those are read from end to end for as long as the plan is kept.
 */
const history = 2_000;

/**
 * Starting a conversation: by the product's verb against its rows in one plain statement, and with
 * many segments against few. Every conversation has a new contact with properties and groups.
 */
export async function creationBench({ owner, ownerUrl, appUrl }: BenchDatabase): Promise<Bench> {
  const database = openDatabase(appUrl);
  const plain = new pg.Pool({ connectionString: ownerUrl, max: defaultConnections });
  const start = startByVerb(database);

  const shop = async (segments: number, matching: number) => {
    const { id } = await addBenchShop(owner, `Shop ${segments}-${matching}`, {
      segments,
      matching,
    });
    const insert = await startByStatement(plain, id, await start(id));
    return { verb: inLanes(atOnce, () => start(id)), statement: inLanes(atOnce, insert), insert };
  };
  const none = await shop(0, 0);
  const ten = await shop(10, 10);
  for (let written = 0; written < history; written += 50) {
    await Promise.all(Array.from({ length: 25 }, () => [none.insert(), ten.insert()]).flat());
  }
  await owner.query("VACUUM ANALYZE");
  const hundred = await shop(100, 20);
  const thousand = await shop(1_000, 20);
  const thousandIdle = await shop(1_000, 0);
  const tenThousand = await shop(10_000, 20);

  const rate = (name: string, ours: Side, reference: Side): Comparison => ({
    name: `Starting a conversation, ${name}`,
    ours,
    reference,
    figure: "rate",
  });
  return {
    comparisons: [
      rate("no segments, by plain statement", none.verb, none.statement),
      rate("10 segments of which 10 match, by plain statement", ten.verb, ten.statement),
      rate("1,000 of which 20 match, by plain statement", thousand.verb, thousand.statement),
      rate("10,000 of which 20 match, by plain statement", tenThousand.verb, tenThousand.statement),
      rate("1,000 of which none match, by none at all", thousandIdle.verb, none.verb),
      rate("10,000 of which 20 match, by 100 of which 20 match", tenThousand.verb, hundred.verb),
    ],
    async close() {
      await database.close();
      await plain.end();
    },
  };
}
