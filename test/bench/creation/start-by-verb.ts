import { randomBytes, randomUUID } from "node:crypto";
import { hashToken } from "../../../server/src/auth/tokens.ts";
import { sendVisitorMessage } from "../../../server/src/conversations/send-visitor-message.ts";
import type { Database } from "../../../server/src/database/database.ts";
import { RulesCache } from "../../../server/src/segments/rules-cache.ts";
import { silentHints } from "../../../server/src/silent-hints.ts";
import { groups, visitorProperties } from "./bench-shop.ts";

export const firstText = "Hello, I have a question about my last order.";

let people = 0;

/** A visitor whom nobody has seen before. */
export function newPerson() {
  people += 1;
  return {
    tokenHash: hashToken(randomBytes(32).toString("hex")),
    clientId: randomUUID(),
    email: `Visitor-${people}@customers.example`,
    name: `Visitor Number ${people}`,
  };
}

/** The product's own way to a new conversation, from the verb that the socket calls. */
export function startByVerb(database: Database) {
  const services = { database, rules: new RulesCache(), publisher: silentHints };
  return async (organizationId: number) => {
    const { tokenHash, clientId, email, name } = newPerson();
    const { message } = await sendVisitorMessage(
      services,
      { organizationId, tokenHash, externalId: null },
      null,
      {
        clientId,
        text: firstText,
        context: {
          email,
          name,
          company: "Example Company",
          properties: visitorProperties,
          groups,
          topic: "Orders",
          language: "en",
          pageUrl: "https://shop.example/orders/1234",
        },
      },
    );
    return message.conversationId;
  };
}
