import type { GivenContact } from "../contacts/folded-columns.ts";
import type { DemoSegmentName, DemoTagName } from "./shop.ts";

export interface DemoContact extends GivenContact {
  tags: DemoTagName[];
  /** Manual segments. */
  segments: DemoSegmentName[];
  createdDaysAgo: number;
  seenDaysAgo: number;
}

/** One given name each; all of them are called Demo and live at demo.example. */
const givenNames =
  "Ada Amir Beatriz Bora Chen Clara Dmitri Elif Emeka Farah Gustav Hana Ines Jonas Kaito Leila Mateo Mira Nadia Oscar Priya Quentin Rosa Sanjay Tariq Uma Viktor Wen Ximena Yusuf Zofia Anouk Björn Çağla Đorđe Łukasz".split(
    " ",
  );
const companies = ["Demo Bakery", "Sample Studio", "Example Labs", "Placeholder Press", null];
const countries = ["DE", "US", "FR", "TR", "PL", "NG", "IN", "BR"];
const plans = ["free", "trial", "business", "enterprise", "free", "business"];
const regions = ["Europe", "Americas", "Asia"];

/** Everyone is known by a signed id, `demo-01` and on, so that a talk can be theirs (talks.ts). */
export const knownContacts: DemoContact[] = givenNames.map((givenName, at) => {
  const plan = pick(plans, at);
  const number = String(at + 1).padStart(2, "0");
  const address = givenName.normalize("NFD").replace(/[^a-z]/gi, "");
  return {
    externalId: `demo-${number}`,
    name: `${givenName} Demo`,
    email: `${(address || "contact").toLowerCase()}.${number}@demo.example`,
    company: pick(companies, at),
    country: pick(countries, at),
    phone: at % 3 === 0 ? `+120255501${number}` : null,
    properties: {
      plan_tier: plan,
      region: pick(regions, at),
      ...(plan === "enterprise" ? { seats: 100 + at * 10, renews_at: "2030-01-31" } : {}),
      ...(plan === "business" ? { seats: 5 + at } : {}),
      ...(at % 4 === 0 ? { newsletter: true } : {}),
    },
    tags: tagsOf(plan, at),
    segments: at % 9 === 4 ? ["VIP"] : at % 7 === 2 ? ["Beta testers"] : [],
    createdDaysAgo: 20 + ((at * 37) % 300),
    seenDaysAgo: (at * at) % 60,
  };
});

function tagsOf(plan: string, at: number): DemoTagName[] {
  const tags: DemoTagName[] = [];
  if (plan === "enterprise") tags.push("enterprise");
  if (plan === "trial") tags.push("trial");
  if (at % 9 === 4) tags.push("vip");
  if (at % 4 === 0) tags.push("newsletter");
  if (at % 7 === 2) tags.push("beta");
  if (at % 11 === 5) tags.push("churn-risk", "follow-up");
  if (at % 13 === 1) tags.push("hot-lead");
  if (at % 6 === 3) tags.push("summer-sale");
  return tags;
}

/** The customer whom the demo page lets one be: came before, and carries the tag `enterprise`. */
export const returningCustomer: DemoContact = {
  externalId: "demo-returning",
  name: "Returning Customer",
  email: "returning@demo.example",
  company: "Example Labs",
  country: "DE",
  properties: { region: "Europe" },
  tags: ["enterprise", "newsletter"],
  segments: [],
  createdDaysAgo: 210,
  seenDaysAgo: 9,
};

function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}
