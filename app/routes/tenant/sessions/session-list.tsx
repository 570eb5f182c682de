import { MonitorSmartphone } from "lucide-react";
import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { LiveSession } from "#app/identity/live-sessions.server.ts";

/** A line a device, with what ends its session. */
export function SessionList({ sessions }: { sessions: LiveSession[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {sessions.map((session) => (
          <li key={session.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <MonitorSmartphone aria-hidden="true" size={20} className="shrink-0 text-muted" />
            <SessionFacts session={session} />
            {!session.isCurrent && <EndSession session={session} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SessionFacts({ session }: { session: LiveSession }) {
  const { t } = useTranslation();
  const { ip, createdAt, lastSeenAt, isCurrent } = session;
  return (
    <div className="grid min-w-0 flex-1 gap-0.5">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {useDeviceName(session)}
        {isCurrent && <Badge tone="success">{t("sessions.current")}</Badge>}
      </p>
      <p className="text-xs text-muted">
        {ip && <span className="tabular">{ip} · </span>}
        {t("sessions.lastUsed")} <RelativeTime at={lastSeenAt} /> · {t("sessions.begun")}{" "}
        <RelativeTime at={createdAt} />
      </p>
    </div>
  );
}

function useDeviceName({ browser, system }: LiveSession): string {
  const { t } = useTranslation();
  if (browser && system) return t("sessions.device", { browser, system });
  return browser ?? system ?? t("sessions.unknownDevice");
}

function EndSession({ session }: { session: LiveSession }) {
  const { t } = useTranslation();
  const device = useDeviceName(session);
  return (
    <Form method="post">
      <input type="hidden" name="key" value={session.key} />
      <SubmitButton
        variant="secondary"
        size="sm"
        aria-label={t("sessions.endOne", { device })}
        pendingLabel={t("sessions.ending")}
      >
        {t("sessions.end")}
      </SubmitButton>
    </Form>
  );
}

/** All but the one that asks. */
export function EndOthers() {
  const { t } = useTranslation();
  return (
    <Form method="post">
      <input type="hidden" name="key" value="others" />
      <SubmitButton variant="secondary" pendingLabel={t("sessions.ending")}>
        {t("sessions.endOthers")}
      </SubmitButton>
    </Form>
  );
}
