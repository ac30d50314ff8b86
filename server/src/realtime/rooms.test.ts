import { expect, test } from "vitest";
import { conversationsIn, rooms } from "./rooms.ts";

test("the conversations that sockets follow are found by organization", () => {
  const visitor = {
    organizationId: 1,
    tokenHash: Buffer.from("abc"),
    externalId: "7:conversation:9",
  };
  const names = [
    rooms.agents(1),
    rooms.visitor(visitor),
    rooms.conversation(1, 4),
    rooms.conversation(2, 4),
    rooms.conversation(1, 5),
    "a-socket-id",
  ];
  expect(conversationsIn(names)).toEqual(
    new Map([
      [1, [4, 5]],
      [2, [4]],
    ]),
  );
});

test("two customers who use one browser do not share a room", () => {
  const tokenHash = Buffer.from("abc");
  const names = [null, "ann", "bob"].map((externalId) =>
    rooms.visitor({ organizationId: 1, tokenHash, externalId }),
  );
  expect(new Set(names).size).toBe(3);
});
