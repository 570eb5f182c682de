/**
 * Who is staff: the person behind a verified address that `STAFF_EMAILS` names. Nothing else makes anybody
 * staff.
 */
import type { User as ClerkUser } from "@clerk/backend";
import { env } from "#app/env.server.ts";
import { clerkClient, unlessMissing } from "./client.server.ts";

export const isStaffEmail = (email: string): boolean => env.STAFF_EMAILS.includes(email.toLowerCase());

/** The address that makes a person staff, asked of the provider, who alone knows that it is verified. */
export async function getStaffEmail(userId: string): Promise<string | undefined> {
  const client = await clerkClient();
  const user = await unlessMissing(client.users.getUser(userId));
  return user && staffEmailOf(user);
}

/** @internal */
export function staffEmailOf({ primaryEmailAddress: primary }: ClerkUser): string | undefined {
  if (primary?.verification?.status !== "verified") return undefined;
  return isStaffEmail(primary.emailAddress) ? primary.emailAddress.toLowerCase() : undefined;
}
