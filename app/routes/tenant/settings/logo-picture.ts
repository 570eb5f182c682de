/** The workspace's logo, for its members: from our own origin, as what its bytes are, and as nothing else. */
import { data } from "react-router";
import { tenantContext, tenantControlContext } from "#app/context.ts";
import { getLogo } from "#app/db.server.ts";
import type { Route } from "./+types/logo-picture.ts";

const ONE_DAY_S = 86_400;

export async function loader({ params, context }: Route.LoaderArgs) {
  const { id } = context.get(tenantContext);
  const logo = await context.get(tenantControlContext).read((tx) => getLogo(tx, id));
  if (!logo || logo.version !== params.version) throw data(null, { status: 404 });
  return new Response(new Uint8Array(logo.bytes), {
    headers: {
      "Content-Type": logo.mediaType,
      "Content-Length": String(logo.bytes.length),
      "Content-Disposition": "inline",
      "Cross-Origin-Resource-Policy": "same-origin",
      // Another picture has another address.
      "Cache-Control": `private, max-age=${ONE_DAY_S}, immutable`,
    },
  });
}
