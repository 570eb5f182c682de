import type { TenantDb } from "#app/db.server.ts";
import { listFollowers } from "#app/db.tenant.server.ts";

/** Whom a change told: those named, and who follows one of the projects. */
export const followersToo = async (db: TenantDb, projectIds: string[], told: string[]): Promise<string[]> => [
  ...new Set([...told, ...(await db.read((tx) => listFollowers(tx, projectIds)))]),
];
