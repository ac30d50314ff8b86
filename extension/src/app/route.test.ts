import { expect, test } from "vitest";
import { routeOf } from "./route.ts";

test.each([
  ["/", { page: "inbox", conversationId: null }],
  ["/conversations", { page: "inbox", conversationId: null }],
  ["/conversations/12", { page: "inbox", conversationId: 12 }],
  ["/conversations/12/customer", { page: "inbox", conversationId: 12 }],
  ["/contacts", { page: "contacts" }],
  ["/contacts/3", { page: "contact", id: 3 }],
  ["/crm/tags", { page: "tags" }],
  ["/settings", { page: "settings" }],
  ["/settings/tags", { page: "settings-page", section: "tags" }],
  ["/settings/tags/7", { page: "unknown" }],
  ["/audiences/contact-tags", { page: "tags" }],
  ["/crm-segments", { page: "segments" }],
  ["/crm-segments/4", { page: "segment", id: 4, tab: "members" }],
  ["/crm-segments/4/advanced", { page: "segment", id: 4, tab: "advanced" }],
  ["/crm-segments/new", { page: "new-segment" }],
  ["/pair", { page: "pair" }],
  ["/contacts/0x1", { page: "unknown" }],
  ["/contacts/-1", { page: "unknown" }],
  ["/nowhere", { page: "unknown" }],
])("%s shows %j", (path, route) => {
  expect(routeOf(path)).toEqual(route);
});
