/** What a person at the terminal reads when the server is up. */
import { DEMO_STAFF, DEMO_WORKSPACES } from "../db/demo.ts";

export function announce(baseUrl: URL, options: { demo: boolean; elapsedMs: number }): string {
  const at = (label: string) => `${baseUrl.protocol}//${label}.${baseUrl.host}`;
  const lines = [
    "",
    `  Tenantry is up at ${baseUrl.origin}  (${(options.elapsedMs / 1000).toFixed(1)} s)`,
    "",
  ];
  if (!options.demo) return lines.join("\n");
  for (const { slug, plan, people } of DEMO_WORKSPACES) {
    const names = people.map(({ firstName, role }) => `${firstName} (${role})`).join(", ");
    const place = plan === "enterprise" ? "database" : "schema";
    lines.push(`  ${at(slug).padEnd(36)} ${place.padEnd(9)} ${names}`);
  }
  const { firstName, lastName } = DEMO_STAFF;
  lines.push(`  ${at("platform").padEnd(36)} ${"console".padEnd(9)} ${firstName} ${lastName}`, "");
  lines.push("  Sign in as any of them, without a password. Ctrl-C stops the server.", "");
  return lines.join("\n");
}
