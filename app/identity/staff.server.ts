/**
 * Who is staff: the person behind a verified address that `STAFF_EMAILS` names. Nothing else makes anybody
 * staff.
 */
import { env } from "#app/env.server.ts";
import { identity } from "./identity.server.ts";

export const isStaffEmail = (email: string): boolean => env.STAFF_EMAILS.includes(email.toLowerCase());

/** The address that makes a person staff, asked of the provider, who alone knows that it is verified. */
export async function getStaffEmail(userId: string): Promise<string | undefined> {
  const email = await identity.users.verifiedEmail(userId);
  return email !== undefined && isStaffEmail(email) ? email.toLowerCase() : undefined;
}
