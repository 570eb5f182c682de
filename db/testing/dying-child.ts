/** Provisions a tenant in a process of its own that kills itself at a point of the journal. */
import { faults } from "../control/journal.ts";
import { openDataTier } from "../data-tier.ts";
import { provisionTenant } from "../lifecycle/provision.ts";

const [url = "", adminUrl = "", secretsKey = "", point = "", organizationId = "", kind = ""] =
  process.argv.slice(2);
faults.at = (reached) => {
  if (reached === point) process.kill(process.pid, "SIGKILL");
};
const tier = await openDataTier({ urls: { url, adminUrl }, secretsKey });
const slug = `dying-${process.pid}`;
const owner = {
  id: `user_${process.pid}`,
  email: "d@example.com",
  firstName: null,
  lastName: null,
  avatarUrl: null,
};
await provisionTenant(tier, {
  organizationId,
  slug,
  name: slug,
  owner,
  kind: kind === "database" ? "database" : "schema",
});
await tier.close();
