import type { Context } from "@tagalong/shared/contracts/context.ts";
import { SignJWT } from "jose";
import type { ContextClaims } from "../contacts/check-context.ts";

/** A customer whom the demo page lets one be. */
export interface DemoVisitor {
  id: string;
  label: string;
  description: string;
  /** The widget key. */
  key: string;
  context: Context;
  /** Signed context, or null. */
  token: string | null;
}

interface Cast extends Pick<DemoVisitor, "id" | "label" | "description"> {
  context?: Context;
  claims?: ContextClaims;
}

const cast: Cast[] = [
  {
    id: "anonymous",
    label: "Anonymous visitor",
    description: "The site says nothing about them. They reach General support.",
  },
  {
    id: "trial",
    label: "Trial user",
    description: "Unsigned context with properties.plan_tier = trial: they enter segment Trial.",
    context: {
      name: "Trial User",
      email: "trial@demo.example",
      properties: { plan_tier: "trial" },
    },
  },
  {
    id: "enterprise",
    label: "Enterprise customer",
    description:
      "Signed context with properties.plan_tier = enterprise: segment Enterprise, high priority, queue VIP Support.",
    claims: {
      externalId: "demo-enterprise",
      name: "Enterprise Customer",
      email: "enterprise@demo.example",
      company: "Example Labs",
      properties: { plan_tier: "enterprise", seats: 250 },
    },
  },
  {
    id: "vip-signed",
    label: "VIP, signed",
    description:
      'Signed context with groups ["VIP", "Partners"]: both count, for this conversation only.',
    claims: {
      externalId: "demo-vip",
      name: "VIP Customer",
      email: "vip@demo.example",
      groups: ["VIP", "Partners"],
    },
  },
  {
    id: "vip-unsigned",
    label: "VIP, unsigned",
    description:
      "The same groups without a signature: VIP counts, Partners wants a signature and is shown as self-declared.",
    context: {
      // Without an id of any kind the widget would take them for the anonymous visitor.
      externalId: "demo-vip-unsigned",
      name: "VIP Customer (unsigned)",
      groups: ["VIP", "Partners"],
    },
  },
  {
    id: "returning",
    label: "Returning customer",
    description:
      "Signed context of a known contact who carries the tag enterprise: straight to the senior agent.",
    claims: { externalId: "demo-returning" },
  },
];

/** The demo page's visitors with tokens that are good for an hour. */
export async function demoVisitors(key: string, secret: string): Promise<DemoVisitor[]> {
  return await Promise.all(
    cast.map(async ({ id, label, description, context = {}, claims }) => ({
      id,
      label,
      description,
      key,
      context,
      token: claims ? await sign(claims, key, secret) : null,
    })),
  );
}

async function sign(claims: ContextClaims, key: string, secret: string): Promise<string> {
  return await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(key)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}
