/** The guard of the platform's pages: below it there is always somebody of the staff. */
import { data, type MiddlewareFunction } from "react-router";
import { dataTierContext, requestContext, staffContext } from "#app/context.ts";
import { personName } from "#app/i18n/person-name.ts";
import { beginEnteringPlatform } from "#app/identity/enter-platform.server.ts";
import { signInAgain } from "#app/identity/sign-in-again.server.ts";
import { isStaffEmail } from "#app/identity/staff.server.ts";
import { staffSessions } from "#app/identity/staff-sessions.server.ts";
import { limitChanges } from "./limits.server.ts";

/** Nobody: off to sign in. Whoever is not on the list any more: 404, with a session or without. */
export const requireStaff: MiddlewareFunction<Response> = async (args, next) => {
  const { request, context, url } = args;
  const sessions = staffSessions(context.get(dataTierContext), context.get(requestContext));
  const session = await sessions.read(request);
  if (!session) throw await signInAgain(args, sessions, beginEnteringPlatform(request, url));
  const { userId, email } = session;
  await limitChanges(request, userId);
  if (!isStaffEmail(email)) throw data(null, { status: 404 });
  context.set(staffContext, { id: userId, email, name: personName(session) });
  return next();
};
