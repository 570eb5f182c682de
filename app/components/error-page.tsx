import { isRouteErrorResponse } from "react-router";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { ErrorData } from "#app/http/errors.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { TypedText } from "./typed-text.tsx";
import { ButtonLink } from "./ui/button.tsx";
import { PageTitle } from "./ui/page-title.tsx";

const byReason = {
  suspended: "suspended",
  provisioning: "provisioning",
  moving: "moving",
  updating: "updating",
} as const;
const byStatus = {
  400: "badRequest",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  413: "tooLarge",
  429: "tooMany",
  503: "unavailable",
} as const;

/** What happened, why as far as known, what to do now, and the id to name when asking for help. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { status, data } = describeError(error);
  const { requestId: documentId, homeUrl } = useDocumentSettings();
  const requestId = data.requestId ?? documentId;
  const kind = kindOf(status, data.reason);
  return (
    <section className="mx-auto grid w-full max-w-form justify-items-start gap-6 py-10 sm:py-16">
      <PageTitle>{t(`errors.${kind}.title`)}</PageTitle>
      <p className="tabular rounded-full bg-sunken px-3 py-1 font-medium text-muted">{status}</p>
      <div className="grid gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{t(`errors.${kind}.title`)}</h1>
        <p className="text-base">{t(`errors.${kind}.what`)}</p>
        <p className="text-base text-muted">{t(`errors.${kind}.next`)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isWorthRetrying(status) ? (
          <ButtonLink to="" reloadDocument variant="primary">
            {t("errors.tryAgain")}
          </ButtonLink>
        ) : (
          <ButtonLink to={homeUrl} reloadDocument variant="primary">
            {t("errors.goHome")}
          </ButtonLink>
        )}
      </div>
      {data.typed && <TypedText typed={data.typed} />}
      {requestId && (
        <p className="text-xs text-muted">
          {t("errors.requestId")}: <code className="wrap-anywhere">{requestId}</code>
        </p>
      )}
    </section>
  );
}

/** How long to wait, where one of these errors knows. */
export function retryAfterOf(errors: unknown[]): number | undefined {
  return errors
    .map((error) => describeError(error).data.retryAfterSeconds)
    .find((wait) => wait !== undefined);
}

function describeError(error: unknown): { status: number; data: ErrorData } {
  if (!isRouteErrorResponse(error)) return { status: 500, data: {} };
  const isObject = typeof error.data === "object" && error.data !== null;
  return { status: error.status, data: isObject ? error.data : {} };
}

function kindOf(status: number, reason: string | undefined) {
  if (reason && reason in byReason) return byReason[reason as keyof typeof byReason];
  if (status in byStatus) return byStatus[status as keyof typeof byStatus];
  return status >= 500 ? "failed" : "badRequest";
}

const isWorthRetrying = (status: number): boolean => status === 429 || status >= 500;
