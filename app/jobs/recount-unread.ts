/**
 * What waits for somebody in one workspace, counted there and written down for the pages of the others; and
 * a mail about it is planned.
 */
import { z } from "zod";
import { getMember, getPersonPreferences, noteUnread, RECOUNT_UNREAD_JOB } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { countUnread } from "#app/db.tenant.server.ts";
import { planBundle } from "#app/mail/plan-bundle.server.ts";
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
    // Whether any of it is news is asked at the end of the window.
    if (unread > 0) await tier.controlDb.write((tx) => planBundle(tx, { tenantId, userId }));
  });
