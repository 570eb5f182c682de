/** Members of a tenant who have not left. */
import { eq } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { members } from "../tenant/schema.ts";

export const countMembers = (tx: TenantTx): Promise<number> => tx.$count(members, eq(members.isActive, true));
