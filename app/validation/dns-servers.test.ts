import { expect, test } from "vitest";
import { dnsServers } from "./dns-servers.ts";

test("servers are addresses, each with a port or none", () => {
  expect(dnsServers.parse("192.0.2.53, [2001:db8::53]:5353,2001:db8::1,127.0.0.1:53")).toHaveLength(4);
  for (const wrong of ["", "dns.example.com", "192.0.2.53:0", "192.0.2.53:99999", "1.1.1.1,", "[::1]"])
    expect(dnsServers.safeParse(wrong).success, wrong).toBe(false);
});
