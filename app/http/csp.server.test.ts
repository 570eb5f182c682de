import { describe, expect, test } from "vitest";
import { clerkSources } from "#app/identity/providers/clerk/clerk-sources.ts";
import { contentSecurityPolicy } from "./csp.server.ts";

const base = { nonce: "abc", formTargets: ["https://app.example.com"], isDev: false };
const directive = (policy: string, name: string) => policy.split("; ").find((part) => part.startsWith(name));

describe("the content security policy", () => {
  test("lets nothing inline run that does not carry the nonce", () => {
    const policy = contentSecurityPolicy(base);
    expect(policy).not.toContain("unsafe");
    expect(directive(policy, "script-src")).toBe("script-src 'self' 'nonce-abc'");
    expect(directive(policy, "style-src")).toBe("style-src 'self' 'nonce-abc'");
  });

  test("nobody frames us, no base is set, no plugin runs", () => {
    const policy = contentSecurityPolicy(base);
    for (const name of ["frame-ancestors", "base-uri", "object-src"])
      expect(directive(policy, name)).toBe(`${name} 'none'`);
  });

  test("Clerk's origins are let in only where Clerk's components are", () => {
    const thirdParty = clerkSources(`pk_live_${btoa("clerk.app.example.com$")}`);
    const policy = contentSecurityPolicy({ ...base, thirdParty });
    expect(directive(policy, "script-src")).toContain("https://clerk.app.example.com");
    expect(directive(policy, "connect-src")).toContain("https://clerk.app.example.com");
    expect(contentSecurityPolicy(base)).not.toContain("clerk");
  });
});
