import { useState, useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { Sent } from "#app/http/not-reached.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { describeError } from "./describe-error.ts";
import { ReloadAfter } from "./reload-after.tsx";
import { TypedText } from "./typed-text.tsx";
import { ButtonLink } from "./ui/button.tsx";
import { PageTitle } from "./ui/page-title.tsx";
import { useMomentText } from "./use-moment-text.ts";
import { WaysOut } from "./ways-out.tsx";
import { WriteTo } from "./write-to.tsx";

/** What happened, why as far as known, what to do now, and the id to name when asking for help. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const described = describeError(error, useDocumentId(error));
  const { kind, status, requestId, sent, typed, account, reloadAfterSeconds, isWorthRetrying } = described;
  const until = useMomentText(described.until);
  return (
    <section className="mx-auto grid w-full max-w-form justify-items-start gap-6 py-10 sm:py-16">
      <PageTitle>{t(`errors.${kind}.title`)}</PageTitle>
      {status !== undefined && (
        <p className="tabular rounded-full bg-sunken px-3 py-1 font-medium text-muted">{status}</p>
      )}
      <div className="grid gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{t(`errors.${kind}.title`)}</h1>
        <p className="text-base">
          {until ? t("errors.readOnly.until", { time: until }) : t(`errors.${kind}.what`)}
        </p>
        {described.notice && (
          <p dir="auto" className="border-s-2 ps-3 text-base wrap-anywhere">
            {described.notice}
          </p>
        )}
        {isWorthRetrying && sent && kind !== "readOnly" ? (
          <p className="text-base">{t(`errors.sent.${sent.outcome}`)}</p>
        ) : (
          <p className="text-base text-muted">{t(`errors.${kind}.next`)}</p>
        )}
        <WriteTo address={described.writeTo} />
      </div>
      <WayOn isWorthRetrying={isWorthRetrying} sent={sent} />
      <WaysOut account={account} />
      {reloadAfterSeconds !== undefined && <ReloadAfter seconds={reloadAfterSeconds} />}
      {typed && <TypedText typed={typed} />}
      {requestId && (
        <p className="text-xs text-muted">
          {t("errors.requestId")}: <code className="wrap-anywhere">{requestId}</code>
        </p>
      )}
    </section>
  );
}

/** The same address again, or the form whose sending failed: nothing is ever sent twice by itself. */
function WayOn({ isWorthRetrying, sent }: { isWorthRetrying: boolean; sent: Sent | undefined }) {
  const { t } = useTranslation();
  const { homeUrl } = useDocumentSettings();
  // Without the fragment: a link to where one is already would load nothing.
  const { pathname, search } = useLocation();
  const again = pathname + search;
  const [to, label] = !isWorthRetrying
    ? [homeUrl, t("errors.goHome")]
    : sent
      ? [sent.form ?? again, t("errors.backToForm")]
      : [again, t("errors.tryAgain")];
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink to={to} reloadDocument variant="primary">
        {label}
      </ButtonLink>
    </div>
  );
}

/** The id of the document's request while the error is the one that came with the document. */
function useDocumentId(error: unknown): string | undefined {
  const { requestId } = useDocumentSettings();
  const isFirstRender = useSyncExternalStore(
    subscribeToNothing,
    () => false,
    () => true,
  );
  const [errorOfDocument] = useState(isFirstRender ? { error } : undefined);
  return errorOfDocument?.error === error && errorOfDocument ? requestId : undefined;
}

const subscribeToNothing = () => () => undefined;
