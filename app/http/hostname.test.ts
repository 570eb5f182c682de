import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchHostname, normaliseHost } from "./hostname.ts";

const BASE = "app.localhost";
const areaOf = (host: string | null) => matchHostname(host, BASE).area;

describe("matchHostname", () => {
  test("the base is the apex, whatever its case, port or trailing dot", () => {
    for (const host of ["app.localhost", "APP.localhost:3000", "app.localhost.", "app.localhost.:80"]) {
      expect(areaOf(host)).toBe("apex");
    }
  });

  test("platform is staff's own area", () => {
    expect(areaOf("platform.app.localhost:3000")).toBe("platform");
  });

  test("one label below the base is a tenant's slug", () => {
    expect(matchHostname("ACME.app.localhost:3000", BASE)).toEqual({
      area: "tenant",
      hostname: "acme.app.localhost",
      slug: "acme",
    });
  });

  test("two labels below the base are nobody's", () => {
    expect(areaOf("a.b.app.localhost")).toBe("unknown");
    expect(areaOf("acme.platform.app.localhost")).toBe("unknown");
  });

  test("another domain may be a tenant's own, an address or a bare name is nobody's", () => {
    expect(matchHostname("projects.acme.example", BASE)).toMatchObject({ area: "tenant", slug: null });
    for (const host of ["127.0.0.1:3000", "localhost", "evilapp"]) expect(areaOf(host)).toBe("unknown");
  });

  test("a name that only ends like the base is not below it", () => {
    expect(matchHostname("evilapp.localhost", BASE)).toMatchObject({ area: "tenant", slug: null });
  });

  // Threat: a host that two parsers read in two ways.
  test.each([
    null,
    "",
    " ",
    "acme.app.localhost@evil.example",
    "user:pass@acme.app.localhost",
    "acme.app.localhost/..",
    "acme.app.localhost\\evil",
    "acme.app.localhost#",
    "acme.app.localhost?x",
    "acme.app.localhost, evil.example",
    "acme.app.localhost:",
    "acme.app.localhost:99999",
    "acme.app.localhost:80:80",
    "acme..app.localhost",
    ".app.localhost",
    "acme.app.localhost..",
    "acme%2eapp.localhost",
    "аcme.app.localhost",
    "acme.app.localhost\u0000",
    "acme.app.localhost\r\nX: y",
    "[::1]",
    "1.1",
    "0x7f.1",
    "2130706433",
    `${"a".repeat(300)}.app.localhost`,
  ])("%j is no hostname", (host) => {
    expect(areaOf(host)).toBe("invalid");
  });

  test("no string reaches a tenant by another name than its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const match = matchHostname(`${text}.${BASE}`, BASE);
        if (match.area === "tenant") expect(match.hostname).toBe(`${text.toLowerCase()}.${BASE}`);
      }),
    );
  });

  test("normalising twice changes nothing", () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const once = normaliseHost(domain);
        if (once) expect(normaliseHost(once)).toBe(once);
      }),
    );
  });
});
