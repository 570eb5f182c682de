/** Tells an open page that something changed, for as long as it is open. Nothing needs it. */
import {
  buildContext,
  dataTierContext,
  requestContext,
  sessionContext,
  tenantContext,
  tenantControlContext,
} from "#app/context.ts";
import { getSession } from "#app/db.people.server.ts";
import { getOptional } from "#app/http/optional-context.ts";
import { findMember } from "#app/middleware/member.server.ts";
import type { Route } from "./+types/live.ts";
import { openStream } from "./stream.server.ts";

/** No member, or no room: the page is not live, which is no failure. */
const notLive = () => new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });

export async function loader({ request, context, url }: Route.LoaderArgs) {
  if (request.method !== "GET" || !isOwnPage(request)) return notLive();
  const session = context.get(sessionContext);
  const member = await findMember(context);
  if (!session || !member) return notLive();
  const tenant = context.get(tenantContext);
  const { hostname } = context.get(requestContext);
  const control = context.get(tenantControlContext);
  const key = { idHash: session.idHash, tenantId: tenant.id, hostname };
  const stream = await openStream({
    ...{ tenant, userId: member.id, sinceMs: sinceOf(url), signal: request.signal },
    changes: context.get(dataTierContext).liveChanges,
    isStillIn: async () => Boolean((await control.read((tx) => getSession(tx, key)))?.isMember),
    build: getOptional(context, buildContext),
  });
  return stream ?? notLive();
}

/** Another workspace's page is same-site to this one: it opens no streams in a person's name. */
const isOwnPage = ({ headers }: Request): boolean =>
  (headers.get("sec-fetch-site") ?? "same-origin") === "same-origin";

/** Whatever it is, what comes out is a time; what is none counts as long ago. */
const sinceOf = (url: URL): number => Number(url.searchParams.get("since")) || 0;
