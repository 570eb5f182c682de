import { data } from "react-router";
import { BareShell } from "#app/components/shell/bare-shell.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { PageTitle } from "#app/components/ui/page-title.tsx";
import { dataTierContext, requestContext, tenantContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { finishEntering } from "#app/identity/enter-tenant.server.ts";
import type { Route } from "./+types/session.ts";

/** The end of the way in. A ticket that is used, late, or somebody else's says only that it is not good. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
  const ticket = url.searchParams.get("ticket");
  const entered = await finishEntering(
    context.get(dataTierContext),
    request,
    context.get(tenantContext),
    context.get(requestContext),
    ticket,
  );
  return entered ?? data(null, { status: 403, statusText: "Forbidden" });
}

export default function TicketRefused() {
  const { t } = useTranslation();
  return (
    <BareShell>
      <PageTitle>{t("entry.title")}</PageTitle>
      <section className="mx-auto grid w-full max-w-form justify-items-start gap-4 py-10 sm:py-16">
        <h1 className="text-xl font-semibold tracking-tight">{t("entry.title")}</h1>
        <p className="text-base text-muted">{t("entry.why")}</p>
        <ButtonLink to="/dashboard" variant="primary" reloadDocument>
          {t("entry.again")}
        </ButtonLink>
      </section>
    </BareShell>
  );
}
