/** Whether this process can serve: the control plane answers. Tenants that are behind are counted, and hold nobody else up. */
import { controlDb, countBehind } from "#app/db.server.ts";

export async function loader() {
  try {
    const tenantsBehind = await controlDb().read(countBehind);
    return Response.json({ status: "ready", tenantsBehind });
  } catch {
    return Response.json({ status: "unavailable", reason: "control-plane" }, { status: 503 });
  }
}
