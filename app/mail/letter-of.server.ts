/** From what is queued to what it says, with what is true at the moment of sending. */
import type { TFunction } from "i18next";
import {
  getMembershipRole,
  getRequestOfMail,
  getSecurity,
  getWaitingRequest,
  isKeptOut,
  type QueuedMail,
  type RequestOfMail,
} from "#app/db.people.server.ts";
import { type DataTier, getTenant, type Tenant } from "#app/db.server.ts";
import { apexUrl, tenantOrigin } from "#app/http/urls.server.ts";
import { mayInvite } from "#app/permissions.ts";
import { bundleLetter } from "./bundle-letter.server.ts";
import type { Letter, Tongue } from "./letter.ts";
import { nameOf, plainName, withoutBreaks } from "./one-line.ts";

type About = { request: RequestOfMail; slug: string; workspace: string };

/** Undefined where there is nothing to say any more. */
export async function letterOf(
  tier: DataTier,
  mail: QueuedMail,
  tongue: Tongue,
): Promise<Letter | undefined> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, mail.tenantId));
  if (!tenant || tenant.status === "deleted" || tenant.status === "purged") return undefined;
  if (mail.kind === "notifications.bundled") return bundleLetter(tier, tenant, mail, tongue);
  return joinLetter(tier, tenant, mail, tongue);
}

async function joinLetter(
  tier: DataTier,
  tenant: Tenant,
  mail: QueuedMail,
  { t }: Tongue,
): Promise<Letter | undefined> {
  const request = await tier.controlDb.read((tx) => getRequestOfMail(tx, mail.aboutId));
  if (!request) return undefined;
  const { slug } = tenant;
  const about = { request, slug, workspace: plainName(tenant.name, slug) };
  switch (mail.kind) {
    case "join.asked":
      return (await canStillAnswer(tier, mail)) ? askedLetter(about, t) : undefined;
    case "join.accepted":
      return request.status === "accepted" ? acceptedLetter(about, t) : undefined;
    case "join.declined":
      return request.status === "declined" ? declinedLetter(about, t) : undefined;
    case "notifications.bundled":
      return undefined;
  }
}

/** The request waits, and the receiver is in the tenant as somebody who answers requests. */
const canStillAnswer = (tier: DataTier, { tenantId, userId, aboutId }: QueuedMail): Promise<boolean> =>
  tier.controlDb.read(async (tx) => {
    const [waiting, role, isOut, { whoInvites }] = await Promise.all([
      getWaitingRequest(tx, { tenantId, id: aboutId }),
      getMembershipRole(tx, { tenantId, userId }),
      isKeptOut(tx, userId),
      getSecurity(tx, tenantId),
    ]);
    return waiting !== undefined && role !== undefined && !isOut && mayInvite({ id: "", role }, whoInvites);
  });

/** To who may let them in. */
function askedLetter({ request, slug, workspace }: About, t: TFunction): Letter {
  const name = nameOf(request);
  return {
    subject: t("mails.asked.subject", { name, workspace }),
    lines: [
      t("mails.asked.text", { name, workspace }),
      t("mails.asked.email", { email: withoutBreaks(request.email) }),
    ],
    link: { label: t("mails.asked.link"), url: `${tenantOrigin(slug)}/members` },
    why: t("mails.asked.why", { workspace }),
  };
}

/** To who had asked. */
function acceptedLetter({ slug, workspace }: About, t: TFunction): Letter {
  return {
    subject: t("mails.accepted.subject", { workspace }),
    lines: [t("mails.accepted.text", { workspace })],
    link: { label: t("mails.accepted.link"), url: `${tenantOrigin(slug)}/dashboard` },
    why: t("mails.answerWhy"),
  };
}

/** Names nothing but what they had asked for. */
function declinedLetter({ request: { slug } }: About, t: TFunction): Letter {
  return {
    subject: t("mails.declined.subject", { slug }),
    lines: [t("mails.declined.text", { slug })],
    link: { label: t("mails.declined.link"), url: apexUrl("/workspaces") },
    why: t("mails.answerWhy"),
  };
}
