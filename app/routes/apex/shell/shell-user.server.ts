import type { User } from "#app/db.people.server.ts";
import { originOf, platformHostname } from "#app/http/urls.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { isStaffEmail } from "#app/identity/staff.server.ts";
import type { ShellUser } from "./apex-shell.tsx";

/** Who is signed in, as the apex shows them. Whether they are staff is asked again where it counts. */
export const shellUser = (user: User | null): ShellUser | null =>
  user && {
    name: personName(user),
    email: user.email,
    consoleUrl: isStaffEmail(user.email) ? `${originOf(platformHostname)}/platform` : null,
  };
