// Threat: a host that two readers read differently, or that the client wrote in a proxy's name, reaches
// another tenant.
import { describe, expect, test } from "vitest";
import { isFromOutside, readAddress } from "./address.ts";

const read = (headers: [string, string][], { trustProxy = false, socketAddress = "10.0.0.9" } = {}) =>
  readAddress({ rawHeaders: headers.flat(), socketAddress, trustProxy });
const behind = (...headers: [string, string][]) =>
  read([["Host", "internal.example:8080"], ...headers], { trustProxy: true });

describe("without a proxy", () => {
  test("the host is the one Host header, the address the socket's", () => {
    expect(read([["Host", "acme.app.example:8080"]])).toEqual({
      host: "acme.app.example:8080",
      ip: "10.0.0.9",
    });
    expect(read([["hOsT", "acme.app.example"]]).host).toBe("acme.app.example");
    expect(read([["Host", "a.example"]], { socketAddress: "::ffff:192.0.2.7" }).ip).toBe("192.0.2.7");
  });

  test("a second Host, or none, is no host", () => {
    expect(
      read([
        ["Host", "acme.app.example"],
        ["Host", "acme.app.example"],
      ]).host,
    ).toBeUndefined();
    expect(
      read([
        ["Host", "acme.app.example"],
        ["host", "globex.app.example"],
      ]).host,
    ).toBeUndefined();
    expect(read([]).host).toBeUndefined();
  });

  test("what a proxy would say is not believed", () => {
    const headers: [string, string][] = [
      ["Host", "acme.app.example"],
      ["X-Forwarded-Host", "globex.app.example"],
      ["X-Forwarded-For", "203.0.113.5"],
      ["Forwarded", "host=globex.app.example;for=203.0.113.5"],
    ];
    expect(read(headers)).toEqual({ host: "acme.app.example", ip: "10.0.0.9" });
  });
});

describe("behind a trusted proxy", () => {
  test("host and client are what the proxy says, by the two headers that it is trusted for", () => {
    expect(behind(["X-Forwarded-Host", "acme.app.example"], ["X-Forwarded-For", "203.0.113.5"])).toEqual({
      host: "acme.app.example",
      ip: "203.0.113.5",
    });
    expect(behind().host).toBe("internal.example:8080");
  });

  test.each([
    "a b",
    "acme.app.example?x",
    "acme.app.example/healthz?",
    "acme.app.example#",
    "acme%2eapp.example",
    "user@acme.app.example",
    "acme.app.example\\x",
    "[::1]",
    "acme..app.example",
    '"acme.app.example"',
    "acmé.app.example",
    "1.1",
  ])("a forwarded host is checked like Host: %s is none", (value) => {
    expect(behind(["X-Forwarded-Host", value]).host).toBeUndefined();
  });

  test("one hop is trusted: what the client wrote before it does not count", () => {
    const lists: [string, string][] = [
      ["X-Forwarded-Host", "globex.app.example, acme.app.example"],
      ["X-Forwarded-For", "198.51.100.1, 203.0.113.5"],
    ];
    expect(behind(...lists)).toEqual({ host: "acme.app.example", ip: "203.0.113.5" });
    const lines: [string, string][] = [
      ["X-Forwarded-For", "198.51.100.1"],
      ["X-Forwarded-For", "203.0.113.5"],
    ];
    expect(behind(...lines).ip).toBe("203.0.113.5");
  });

  test("the client's own Forwarded beats nothing", () => {
    const forwarded: [string, string] = ["Forwarded", "host=globex.app.example;for=198.51.100.1"];
    expect(
      behind(forwarded, ["X-Forwarded-Host", "acme.app.example"], ["X-Forwarded-For", "203.0.113.5"]),
    ).toEqual({ host: "acme.app.example", ip: "203.0.113.5" });
    expect(behind(forwarded)).toEqual({ host: "internal.example:8080", ip: "10.0.0.9" });
  });

  test("a second Host is refused here too, whatever the proxy says", () => {
    expect(
      behind(["Host", "acme.app.example"], ["X-Forwarded-Host", "acme.app.example"]).host,
    ).toBeUndefined();
  });

  test.each([
    ["203.0.113.5:4711", "203.0.113.5"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["::ffff:203.0.113.5", "203.0.113.5"],
    ["unknown", "10.0.0.9"],
    ["203.0.113.5'; --", "10.0.0.9"],
    ["", "10.0.0.9"],
  ])("a client's address is an address or the socket's: %j", (value, ip) => {
    expect(behind(["X-Forwarded-For", value]).ip).toBe(ip);
  });
});

test("what only a proxy, a provider or the framework says does not come from outside", () => {
  for (const name of [
    ...["forwarded", "X-Forwarded-Proto", "x-forwarded-port", "x-real-ip", "x-original-url", "x-rewrite-url"],
    ...["x-http-method-override", "true-client-ip", "x-clerk-auth-status", "X-React-Router-SPA-Mode"],
  ])
    expect(isFromOutside(name), name).toBe(false);
  for (const name of ["host", "cookie", "accept", "origin", "sec-fetch-site", "svix-id", "user-agent"])
    expect(isFromOutside(name), name).toBe(true);
});
