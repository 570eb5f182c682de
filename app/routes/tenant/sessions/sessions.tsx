import { data, redirect } from "react-router";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext, memberContext, sessionContext, tenantContext } from "#app/context.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { endLiveSessions, listLiveSessions } from "#app/identity/live-sessions.server.ts";
import type { Route } from "./+types/sessions.ts";
import { EndOthers, SessionList } from "./session-list.tsx";
import { sessionsToEnd } from "./session-rules.ts";

type Context = Route.LoaderArgs["context"];

const personOf = (context: Context) => ({
  tenantId: context.get(tenantContext).id,
  userId: context.get(memberContext).id,
});

export async function loader({ context }: Route.LoaderArgs) {
  const current = context.get(sessionContext)?.idHash;
  const tier = context.get(dataTierContext);
  return { sessions: await listLiveSessions(tier, personOf(context), current) };
}

export async function action({ context, request }: Route.ActionArgs) {
  const submission = await readForm(request, sessionsToEnd);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const wanted = submission.value.key;
  const current = context.get(sessionContext)?.idHash;
  const ended = await endLiveSessions(context.get(dataTierContext), personOf(context), ({ key, idHash }) =>
    wanted === "others" ? idHash !== current : key === wanted,
  );
  const cookie = await flashCookie({ key: ended > 0 ? "sessions.ended" : "sessions.overAlready", name: "" });
  return redirect("/sessions", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function Sessions({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { sessions } = loaderData;
  return (
    <Page
      title={t("sessions.title")}
      lead={t("sessions.lead")}
      action={sessions.length > 1 && <EndOthers />}
      width="column"
    >
      <SessionList sessions={sessions} />
    </Page>
  );
}
