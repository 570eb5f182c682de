/** Whether this process can serve: the control plane answers. */
import { pingControlPlane } from "#app/db.server.ts";

export async function loader() {
  try {
    await pingControlPlane();
    return Response.json({ status: "ready" });
  } catch {
    return Response.json({ status: "unavailable", reason: "control-plane" }, { status: 503 });
  }
}
