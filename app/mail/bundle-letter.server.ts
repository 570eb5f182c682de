/** What waits for somebody in one workspace, as one mail: by thing, with the ways to get less of it. */
import type { QueuedMail } from "#app/db.people.server.ts";
import { type DataTier, isPaused, type Tenant } from "#app/db.server.ts";
import type { MailChoice } from "#app/db.shared.ts";
import { type Bundle, type Notification, takeBundle } from "#app/db.tenant.server.ts";
import { tenantOrigin } from "#app/http/urls.server.ts";
import { dateFormat } from "#app/i18n/formatters.ts";
import { kindText } from "#app/i18n/kind-text.ts";
import { bundleChoice, bundleReceiver } from "./bundle-receiver.server.ts";
import type { Letter, LetterGroup, Tongue } from "./letter.ts";

import { plainName } from "./one-line.ts";
import { type Stopped, unsubscribeUrl } from "./unsubscribe-token.ts";

/** The tenant serves again in a moment: the queue tries once more. */
class TenantAway extends Error {
  constructor({ status }: Tenant) {
    super(`The tenant is ${status}.`);
    this.name = "TenantAway";
  }
}

/** Undefined where nothing waits any more that they may see and want to be told of. Throws TenantAway. */
export async function bundleLetter(
  tier: DataTier,
  tenant: Tenant,
  { tenantId, userId, aboutId: bundleId }: QueuedMail,
  { t, language }: Tongue,
): Promise<Letter | undefined> {
  // What a mail told is noted there: while it takes no changes there is none.
  if (isPaused(tenant)) return undefined;
  if (tenant.status !== "active") throw new TenantAway(tenant);
  const choice = await bundleChoice(tier, { tenantId, userId });
  if (!choice) return undefined;
  const bundle = await tier.tenantRouter.connect(tenant).write(async (tx) => {
    const receiver = await bundleReceiver(tx, userId, choice);
    return receiver && takeBundle(tx, receiver, bundleId);
  });
  if (!bundle || bundle.count === 0) return undefined;
  const stop = (of: Stopped) => unsubscribeUrl({ userId, tenantId, of });
  return letterOfBundle(bundle, { tenant, choice, stop, t, language });
}

type Telling = Tongue & { tenant: Tenant; choice: MailChoice; stop: (of: Stopped) => string };

function letterOfBundle({ lines, count }: Bundle, telling: Telling): Letter {
  const { tenant, stop, t } = telling;
  const workspace = plainName(tenant.name, tenant.slug);
  const origin = tenantOrigin(tenant.slug);
  const groups = [...Map.groupBy(lines, thingOf).values()].map((some) => groupOf(some, telling));
  const [only] = groups.length === 1 ? groups : [];
  const all = stop({ what: "all" });
  return {
    subject: only
      ? t("bundle.subjectOfOne", { count, workspace, name: only.title })
      : t("bundle.subject", { count, workspace }),
    lines: [t("bundle.text", { workspace })],
    groups,
    more: count > lines.length ? t("bundle.more", { count: count - lines.length }) : undefined,
    link: { label: t("bundle.link"), url: `${origin}/notifications?show=unread` },
    why: t("bundle.why", { workspace }),
    ways: [
      ...kindsOf(lines).map((kind) => ({
        label: t("bundle.stopKind", { what: kindText(t, kind) }),
        url: stop({ what: "kind", kind }),
      })),
      { label: t("bundle.settings"), url: `${origin}/notifications/settings` },
      { label: t("bundle.stopAll"), url: all },
    ],
    unsubscribeUrl: all,
  };
}

const thingOf = ({ subjectType, subjectId }: Notification): string => `${subjectType} ${subjectId}`;

const kindsOf = (lines: Notification[]): string[] => [...new Set(lines.map(({ kind }) => kind))];

/** Its title leads to the thing, by the newest of what is told of it: whoever goes there has read that. */
function groupOf(some: Notification[], { tenant, choice, stop, t, language }: Telling): LetterGroup {
  const [newest] = some as [Notification, ...Notification[]];
  const { subjectType, subjectId, isLive } = newest;
  const origin = tenantOrigin(tenant.slug);
  const title = plainName(newest.subjectName, t("bundle.thing"));
  const when = dateFormat(language, {
    timeZone: choice.timeZone,
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return {
    id: thingOf(newest),
    title,
    url: isLive ? `${origin}/notifications/${newest.id}` : `${origin}/notifications`,
    lines: some.map(({ id, actorName, kind, createdAt }) => ({
      id: String(id),
      text: t("bundle.line", {
        actor: plainName(actorName, t("bundle.somebody")),
        what: kindText(t, kind),
        name: title,
      }),
      note: when.format(createdAt),
    })),
    ways: [{ label: t("bundle.stopThing"), url: stop({ what: "subject", subjectType, subjectId }) }],
  };
}
