/** What waits for somebody in one workspace, counted there and written down for the pages of the others. */
import { z } from "zod";
import { getMember, getPersonPreferences, noteUnread, RECOUNT_UNREAD_JOB } from "#app/db.people.server.ts";
import { countUnread, type DataTier } from "#app/db.server.ts";
import { projectReach } from "#app/permissions.ts";
import { tenantJob } from "./tenant-job.ts";

const Payload = z.looseObject({ userId: z.string() });

export const recountUnread = (tier: DataTier) =>
  tenantJob(tier, RECOUNT_UNREAD_JOB, async ({ id: tenantId }, tenantDb, payload) => {
    const { userId } = Payload.parse(payload);
    const { muted } = await tier.controlDb.read((tx) => getPersonPreferences(tx, userId));
    const unread = await tenantDb.read(async (tx) => {
      const member = await getMember(tx, userId);
      if (!member?.isActive) return 0;
      return countUnread(tx, { memberId: userId, reach: projectReach(member, "view"), muted });
    });
    await tier.controlDb.forTenant(tenantId).write((tx) => noteUnread(tx, { tenantId, userId }, unread));
  });
