/**
 * What people are called by in a text, after an `@`: their address, or their name with dots for spaces,
 * whatever its capitals and accents.
 */
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Role } from "../routing/tenant.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { shownName } from "./members.ts";
import { members } from "./schema.ts";

/** Handles of one text that are looked for; further ones are text. */
export const MAX_HANDLES = 20;

export type HandledMember = { id: string; role: Role; email: string; name: string };

/** "Ana Sánchez", `Ana.Sanchez` and `ana.sánchez` are one. */
export const handleOf = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[\s.]+/g, ".")
    .replace(/^\.|\.$/g, "");

/** As `handleOf`, of the name. */
const nameHandle = sql`trim(both '.' from regexp_replace(lower(regexp_replace(
  normalize(concat_ws(' ', ${members.firstName}, ${members.lastName}), NFKD), '[\\u0300-\\u036f]', '', 'g')),
  '[\\s.]+', '.', 'g'))`;

/** Those in the workspace who go by one of these. Two of one name are both among them. */
export async function findMembersByHandle(tx: TenantTx, handles: string[]): Promise<HandledMember[]> {
  const wanted = [...new Set(handles.slice(0, MAX_HANDLES).map(handleOf))].filter(Boolean);
  if (wanted.length === 0) return [];
  return tx
    .select({ id: members.id, role: members.role, email: members.email, name: shownName })
    .from(members)
    .where(
      and(
        eq(members.isActive, true),
        or(inArray(sql`lower(${members.email})`, wanted), inArray(nameHandle, wanted)),
      ),
    )
    .orderBy(members.id);
}
