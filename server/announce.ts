/** What a person at the terminal reads when the server is up. */
import { entitlementsOf } from "../db/control/entitlements.ts";
import { DEMO_STAFF, DEMO_WORKSPACES } from "../db/demo.ts";

const OPEN =
  "  Without Clerk's keys, and not on this machine alone: whoever reaches this address signs in as anybody, staff included.";

type Options = {
  demo: boolean;
  /** Others than this machine's own people can use the stand-in. */
  isOpen: boolean;
  elapsedMs: number;
};

export function announce(baseUrl: URL, options: Options): string {
  const at = (label: string) => `${baseUrl.protocol}//${label}.${baseUrl.host}`;
  const lines = [
    "",
    `  Tenantry is up at ${baseUrl.origin}  (${(options.elapsedMs / 1000).toFixed(1)} s)`,
    "",
  ];
  if (options.isOpen) lines.push(OPEN, "");
  if (!options.demo) return lines.join("\n");
  for (const { slug, plan, people } of DEMO_WORKSPACES) {
    const names = people.map(({ firstName, role }) => `${firstName} (${role})`).join(", ");
    const place = entitlementsOf(plan).placement;
    lines.push(`  ${at(slug).padEnd(36)} ${place.padEnd(9)} ${names}`);
  }
  const { firstName, lastName } = DEMO_STAFF;
  lines.push(`  ${at("platform").padEnd(36)} ${"console".padEnd(9)} ${firstName} ${lastName}`, "");
  lines.push("  Sign in as any of them, without a password. Ctrl-C stops the server.", "");
  return lines.join("\n");
}
