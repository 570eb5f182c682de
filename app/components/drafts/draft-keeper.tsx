import { type ReactNode, useEffect, useState } from "react";
import { useBlocker, useLocation } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { dropDraft, findDraft, forgetDrafts, tidyDrafts } from "./draft-store.ts";
import { isChanged, writeValues } from "./form-values.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { takeSentEarly } from "./sent-early.tsx";
import { forgetUnsent, hasUnsent, isPosting, noteSent, noteTyped, postingForms } from "./unsent-forms.ts";

type DraftKeeperProps = {
  /** Who types here. */
  owner: string;
  children: ReactNode;
};

/** `data-forgets-drafts` on a form: whoever signs out leaves nothing behind in the tab. */
const FORGETS = "forgetsDrafts";

/**
 * Around pages: what is typed into any form that posts is kept in this tab until it is sent and its page
 * left, and comes back with the page. Before it would be left behind, one is asked.
 */
export function DraftKeeper({ owner, children }: DraftKeeperProps) {
  const { pathname } = useLocation();
  const [restored, setRestored] = useState<HTMLFormElement[]>([]);
  useEffect(() => {
    tidyDrafts(owner, pathname);
    const forms = restoreAll(owner, pathname);
    queueMicrotask(() => setRestored(forms));
    return keepWhileTyping(owner, pathname);
  }, [owner, pathname]);
  useWarningBeforeUnload();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && hasUnsent(currentLocation.pathname),
  );
  return (
    <>
      {restored.length > 0 && <RestoredAlert onDiscard={() => discard(restored, pathname)} />}
      {children}
      {blocker.state === "blocked" && (
        <LeaveDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />
      )}
    </>
  );
}

function RestoredAlert({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert tone="info">
      <div className="flex flex-wrap items-center justify-between gap-3">
        {t("form.restored")}
        <Button size="sm" onClick={onDiscard}>
          {t("form.discard")}
        </Button>
      </div>
    </Alert>
  );
}

/** The forms that hold an earlier draft again. What was typed before this script ran is newer, and stays. */
function restoreAll(owner: string, path: string): HTMLFormElement[] {
  const sentEarly = takeSentEarly();
  return postingForms().filter((form) => {
    const isNewer = isChanged(form);
    const draft = isNewer ? undefined : findDraft(owner, { path, formId: form.id });
    if (draft) writeValues(form, draft.values);
    if (isChanged(form)) noteTyped(form, { owner, path });
    if (sentEarly.has(form)) noteSent(form, path);
    return !isNewer && isChanged(form);
  });
}

/** As the page was loaded. */
function discard(forms: HTMLFormElement[], path: string): void {
  for (const form of forms) dropDraft({ path, formId: form.id });
  forgetUnsent();
  window.location.reload();
}

function keepWhileTyping(owner: string, path: string): () => void {
  const typed = ({ target }: Event) => {
    const form = (target as Partial<HTMLInputElement> | null)?.form ?? null;
    if (isPosting(form)) noteTyped(form, { owner, path });
  };
  const signedOut = ({ target }: Event) => {
    if (target instanceof HTMLFormElement && FORGETS in target.dataset) forgetDrafts();
  };
  document.addEventListener("input", typed);
  document.addEventListener("submit", signedOut);
  return () => {
    document.removeEventListener("input", typed);
    document.removeEventListener("submit", signedOut);
    forgetUnsent();
  };
}

/** Not before our own forms that load a document anew: what was typed comes back with it. */
function useWarningBeforeUnload(): void {
  useEffect(() => {
    let isSubmitting = false;
    const submitted = () => {
      isSubmitting = true;
    };
    const leaving = (event: BeforeUnloadEvent) => {
      if (hasUnsent(window.location.pathname) && !isSubmitting) event.preventDefault();
      isSubmitting = false;
    };
    document.addEventListener("submit", submitted);
    window.addEventListener("beforeunload", leaving);
    return () => {
      document.removeEventListener("submit", submitted);
      window.removeEventListener("beforeunload", leaving);
    };
  }, []);
}
