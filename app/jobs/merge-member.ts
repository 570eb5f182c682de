/** In one tenant: what somebody made becomes that of whom they were made one with. */
import { z } from "zod";
import {
  enqueueRecount,
  getMergedInto,
  MERGE_MEMBER_JOB,
  mergeMembers,
  notifyAccessChanged,
} from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { syncMember } from "#app/identity/members.server.ts";
import { tenantJob } from "./tenant-job.ts";

const Payload = z.object({ from: z.string() });

/** Jobs of two merges may run in any order: each moves to who the person is now. */
export const mergeMember = (tier: DataTier) =>
  tenantJob(tier, MERGE_MEMBER_JOB, async ({ id: tenantId }, tenantDb, payload) => {
    const { from } = Payload.parse(payload);
    const into = await tier.controlDb.read((tx) => getMergedInto(tx, from));
    if (into === from) return;
    await tenantDb.write((tx) => mergeMembers(tx, { from, into }));
    await syncMember(tier, { tenantId, userId: into });
    await tier.controlDb.write(async (tx) => {
      await notifyAccessChanged(tx, { tenantId, userId: from });
      // What waited for the one waits for the other now, and is news to whoever writes to them.
      await enqueueRecount(tx, { tenantId, userId: into });
    });
  });
