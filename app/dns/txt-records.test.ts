// Threat: what the DNS does not say passes for a proof, or its silence for a no.
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { findTxt } from "./txt-records.server.ts";

const dns = await vi.hoisted(async () => {
  const { startDnsServer } = await import("./testing/dns-server.ts");
  const server = await startDnsServer();
  process.env.DNS_SERVERS = server.address;
  return server;
});
afterAll(() => dns.close());
beforeEach(() => dns.clear());

const NAME = "_tenantry.acme.com";
const TEXT = "tenantry-verify=0123456789";

test("a text is found among others, and in pieces", async () => {
  const long = "x".repeat(300);
  dns.set(NAME, ["v=spf1 -all", TEXT, long]);
  expect(await findTxt(NAME, TEXT)).toBe("found");
  expect(await findTxt(NAME, long)).toBe("found");
});

test("another text, a part of it, more than it, or none is missing", async () => {
  expect(await findTxt(NAME, TEXT)).toBe("missing");
  for (const texts of [[], ["tenantry-verify=other"], [TEXT.slice(0, -1)], [`${TEXT} more`], [`x${TEXT}`]]) {
    dns.set(NAME, texts);
    expect(await findTxt(NAME, TEXT)).toBe("missing");
  }
});

test("a server that fails, or says nothing, leaves it unknown", async () => {
  dns.set(NAME, "SERVFAIL");
  expect(await findTxt(NAME, TEXT)).toBe("unknown");
  dns.set(NAME, "silent");
  expect(await findTxt(NAME, TEXT)).toBe("unknown");
});

test("a name that cannot be asked for is unknown, and asked of nobody", async () => {
  const before = dns.asked.length;
  expect(await findTxt(`_tenantry.${"x".repeat(300)}.com`, TEXT)).toBe("unknown");
  expect(dns.asked).toHaveLength(before);
});
