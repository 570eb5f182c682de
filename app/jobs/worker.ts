/** The worker: one function a job, each named as it is enqueued. */
import {
  BUNDLE_JOB,
  FOLLOW_MEMBERS_JOB,
  JOIN_ACCEPTED_JOB,
  JOIN_ASKED_JOB,
  MERGE_MEMBER_JOB,
  RECOUNT_UNREAD_JOB,
  SEND_MAIL_JOB,
  TELL_MEMBER_JOB,
} from "#app/db.people.server.ts";
import {
  type DataTier,
  EXPORT_JOB,
  enqueue,
  REFILL_SPARES_JOB,
  runWorker,
  type Tasks,
  WEBHOOK_JOB,
} from "#app/db.server.ts";
import { sendMail } from "#app/mail/send-mail.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { archivesCrontab, archiveTasks } from "./archives.ts";
import { bundleNotifications } from "./bundle-notifications.ts";
import { exportTenant } from "./export/export-tenant.ts";
import { followMembersOf } from "./follow-members.ts";
import { joinAccepted } from "./join-accepted.ts";
import { joinAsked } from "./join-asked.ts";
import { lifecycleCrontab, lifecycleTasks } from "./lifecycle.ts";
import { mergeMember } from "./merge-member.ts";
import { movesCrontab, moveTasks } from "./moves.ts";
import { mailDomainsCrontab, RECHECK_MAIL_DOMAINS_JOB, recheckMailDomains } from "./recheck-mail-domains.ts";
import { RECONCILE_JOB, reconcileByItself, reconcileCrontab } from "./reconcile/job.ts";
import { recountUnread } from "./recount-unread.ts";
import { SWEEP_TENANTS_JOB, sweepTenants, sweepTenantsCrontab } from "./sweep-tenants.ts";
import { tellMember } from "./tell-member.ts";
import { processWebhookEvent } from "./webhook-event.ts";

/** @internal */
export const tasksOf = (tier: DataTier, stopping?: AbortSignal): Tasks => ({
  ...lifecycleTasks(tier),
  ...moveTasks(tier, stopping),
  ...archiveTasks(tier, stopping),
  [WEBHOOK_JOB]: (payload) => processWebhookEvent(tier, payload),
  [TELL_MEMBER_JOB]: (payload) => tellMember(tier, payload),
  [MERGE_MEMBER_JOB]: mergeMember(tier),
  [JOIN_ACCEPTED_JOB]: (payload) => joinAccepted(tier, payload),
  [JOIN_ASKED_JOB]: (payload) => joinAsked(tier, payload),
  [SEND_MAIL_JOB]: (payload) => sendMail(tier, payload),
  [RECHECK_MAIL_DOMAINS_JOB]: () => recheckMailDomains(tier, stopping),
  [FOLLOW_MEMBERS_JOB]: (payload) => followMembersOf(tier, payload),
  [RECOUNT_UNREAD_JOB]: recountUnread(tier),
  [BUNDLE_JOB]: bundleNotifications(tier),
  [EXPORT_JOB]: exportTenant(tier),
  [SWEEP_TENANTS_JOB]: () => sweepTenants(tier, stopping),
  [RECONCILE_JOB]: () => reconcileByItself(tier, stopping),
});

/** Without its schedule it does what somebody causes, and nothing by the clock. */
export async function startWorker(
  tier: DataTier,
  { isScheduled }: { isScheduled: boolean },
): Promise<{
  stop(): Promise<void>;
}> {
  const stopping = new AbortController();
  const worker = await runWorker(tier, {
    tasks: tasksOf(tier, stopping.signal),
    ...(isScheduled
      ? {
          crontab:
            lifecycleCrontab +
            movesCrontab +
            archivesCrontab +
            sweepTenantsCrontab +
            reconcileCrontab +
            mailDomainsCrontab,
        }
      : {}),
    log: (level, message) => log[level](message),
  });
  await tier.controlDb.write((tx) =>
    enqueue(tx, { name: REFILL_SPARES_JOB, payload: {}, key: REFILL_SPARES_JOB }),
  );
  return {
    stop: () => {
      stopping.abort();
      return worker.stop();
    },
  };
}
