/** Signs the person out on the apex, at the provider, and thereby everywhere. */
import type { LoaderFunctionArgs } from "react-router";
import { dataTierContext } from "#app/context.ts";
import { env } from "#app/env.server.ts";
import { getVerifiedUser } from "./clerk.server.ts";
import { unbindSession } from "./companion.server.ts";
import { clearedCookies } from "./local/people.server.ts";
import { endProviderSession } from "./sign-out.server.ts";

/** Answers the headers that take their cookies away. */
export async function leaveApex(
  args: Pick<LoaderFunctionArgs, "request" | "context" | "url">,
): Promise<Headers> {
  const user = await getVerifiedUser(args);
  if (user) await endProviderSession(args.context.get(dataTierContext), user.sessionId);
  const headers = env.identity === "local" ? clearedCookies() : new Headers();
  headers.append("set-cookie", await unbindSession());
  return headers;
}
