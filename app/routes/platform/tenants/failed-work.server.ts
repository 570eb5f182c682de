/**
 * Lifecycle work that failed stands in the tenant's journal, with its reason: staff are led there, not to an
 * error page.
 */
import { redirect } from "react-router";
import { flashCookie } from "#app/http/flash.server.ts";
import { log } from "#app/telemetry/log.server.ts";

export async function ledToJournal(tenant: { id: string; slug: string }, error: unknown): Promise<Response> {
  log.error({ tenantId: tenant.id, err: error }, "lifecycle work failed");
  const cookie = await flashCookie({ key: "platform.actions.failed", name: tenant.slug });
  return redirect(`/platform/tenants/${tenant.id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}
