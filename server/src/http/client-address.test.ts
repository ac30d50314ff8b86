import { expect, test } from "vitest";
import { proxyList, resolveAddress } from "./client-address.ts";

const nobody = proxyList([]);
const proxies = proxyList(["10.0.0.0/8", "192.0.2.7", "2001:db8::/32"]);

test("without configured proxies a forwarded address is never believed", () => {
  for (let forged = 0; forged < 1_000; forged++) {
    const header = `${forged % 256}.1.2.3, 127.0.0.1, 10.0.0.${forged % 256}`;
    expect(resolveAddress("203.0.113.9", header, nobody)).toBe("203.0.113.9");
  }
});

test("a configured proxy's word is believed, what came before it is not", () => {
  expect(resolveAddress("10.1.2.3", "203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(resolveAddress("10.1.2.3", "1.1.1.1, 203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(resolveAddress("10.1.2.3", "203.0.113.9, 192.0.2.7", proxies)).toBe("203.0.113.9");
  expect(resolveAddress("2001:db8::1", "203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(resolveAddress("203.0.113.9", "1.1.1.1", proxies)).toBe("203.0.113.9");
});

test("what is no address ends the search", () => {
  expect(resolveAddress("10.1.2.3", "1.1.1.1, unknown", proxies)).toBe("10.1.2.3");
  expect(resolveAddress("10.1.2.3", "", proxies)).toBe("10.1.2.3");
  expect(resolveAddress("10.1.2.3", undefined, proxies)).toBe("10.1.2.3");
  expect(resolveAddress("10.1.2.3", "203.0.113.9\r\nx: y", proxies)).toBe("10.1.2.3");
});

test("an IPv4 peer of a dual-stack socket is an IPv4 address", () => {
  expect(resolveAddress("::ffff:203.0.113.9", undefined, nobody)).toBe("203.0.113.9");
  expect(resolveAddress("::ffff:10.0.0.1", "203.0.113.9", proxies)).toBe("203.0.113.9");
  expect(resolveAddress("", "203.0.113.9", proxies)).toBe("");
});
