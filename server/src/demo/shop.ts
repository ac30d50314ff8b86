import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { Role } from "@tagalong/shared/permissions.ts";
import type { TagColor } from "@tagalong/shared/tags/tag-colors.ts";

/** The demo organization's settings: an invented shop, plainly a demo. */
export const shopName = "Demo Shop";
export const greeting = "Hello! Ask us anything about your order or your plan.";

export const agents = [
  { key: "admin", name: "Demo Admin", email: "admin@demo.example", role: "admin", title: "Admin" },
  {
    key: "senior",
    name: "Senior Agent",
    email: "senior@demo.example",
    role: "agent",
    title: "Senior agent",
  },
  { key: "one", name: "Agent One", email: "one@demo.example", role: "agent", title: "" },
  { key: "two", name: "Agent Two", email: "two@demo.example", role: "agent", title: "" },
] as const satisfies { key: string; name: string; email: string; role: Role; title: string }[];
export type AgentKey = (typeof agents)[number]["key"];

export const teams = [
  { name: "VIP Support", members: ["senior", "one"] },
  { name: "General support", members: ["one", "two"] },
] as const satisfies { name: string; members: AgentKey[] }[];

interface DemoTag {
  name: string;
  color: TagColor;
  scope: "contact" | "conversation" | "both";
  description: string;
  deleted?: boolean;
}

export const tags = [
  tag(
    "enterprise",
    "indigo",
    "contact",
    "On an enterprise contract: the senior agent takes these.",
  ),
  tag("vip", "amber", "contact", "Known by name; answer first."),
  tag("trial", "sky", "contact", "Trying the product out."),
  tag("hot-lead", "vermilion", "contact", "About to buy."),
  tag("churn-risk", "rose", "contact", "Has spoken of leaving."),
  tag("newsletter", "lime", "contact", "Reads the newsletter."),
  tag("beta", "violet", "contact", "Sees new things early."),
  tag("billing", "emerald", "conversation", "About invoices and payments."),
  tag("bug", "red", "conversation", "Something does not work."),
  tag("feature-request", "blue", "conversation", "Something is missing."),
  tag("shipping", "teal", "conversation", "Where the parcel is."),
  tag("refund", "orange", "both", "Wants money back, or got it."),
  tag("follow-up", "slate", "both", "We promised to come back to this."),
  { ...tag("summer-sale", "yellow", "contact", "Bought in the summer sale."), deleted: true },
] as const satisfies DemoTag[];
export type DemoTagName =
  | "enterprise"
  | "vip"
  | "trial"
  | "hot-lead"
  | "churn-risk"
  | "newsletter"
  | "beta"
  | "billing"
  | "bug"
  | "feature-request"
  | "shipping"
  | "refund"
  | "follow-up"
  | "summer-sale";

function tag(
  name: DemoTagName,
  color: TagColor,
  scope: DemoTag["scope"],
  description: string,
): DemoTag {
  return { name, color, scope, description };
}

const everywhere = ["agent", "api", "signed_context", "unsigned_context"] as const;
const vouchedFor = ["agent", "api", "signed_context"] as const;

export const properties = [
  property("plan_tier", "Plan", "choice", everywhere, ["free", "trial", "business", "enterprise"]),
  property("region", "Region", "text", everywhere),
  property("newsletter", "Newsletter", "boolean", everywhere),
  property("seats", "Seats", "number", vouchedFor),
  property("renews_at", "Renews", "date", vouchedFor),
  property("credit", "Credit", "number", ["agent", "api"]),
];

function property(
  key: string,
  label: string,
  kind: PropertyDefinition["kind"],
  writers: readonly PropertyDefinition["writers"][number][],
  choices: string[] = [],
): PropertyDefinition {
  return { key, label, kind, writers: [...writers], choices };
}

export const segments = [
  {
    name: "Enterprise",
    description: "Customers on the enterprise plan.",
    refresh: "on_conversation",
    criteria: all({ field: "contact.property.plan_tier", operator: "equals", value: "enterprise" }),
  },
  {
    name: "Trial",
    description: "Customers who are trying the product out.",
    refresh: "on_conversation",
    criteria: all({ field: "contact.property.plan_tier", operator: "equals", value: "trial" }),
  },
  {
    name: "VIP",
    description: "Customers we know by name. The site may name it in a visitor's context.",
    refresh: "manual",
  },
  { name: "Beta testers", description: "See new things early.", refresh: "manual" },
  {
    name: "Partners",
    description: "Resellers. Taken from a visitor's context only when the site has signed it.",
    refresh: "manual",
    requiresSignedContext: true,
  },
  {
    name: "Quiet customers",
    description: "Not seen for a month.",
    refresh: "live",
    criteria: all({ field: "contact.lastSeenAt", operator: "moreThanDaysAgo", value: 30 }),
  },
] as const;
export type DemoSegmentName = (typeof segments)[number]["name"];

type DemoCondition = { field: string; operator: string; value: unknown };

export function all(...conditions: DemoCondition[]) {
  return { all: conditions };
}
