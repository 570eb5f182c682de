import { type ReactNode, useEffect, useState } from "react";
import { useBlocker, useLocation, useNavigation } from "react-router";
import { Alert } from "#app/components/ui/alert.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { dropDraft, findDraft, forgetDrafts, saveDraft, tidyDrafts } from "./draft-store.ts";
import { isChanged, readValues, writeValues } from "./form-values.ts";
import { LeaveDialog } from "./leave-dialog.tsx";

type DraftKeeperProps = {
  /** Who types here. */
  owner: string;
  children: ReactNode;
};

/** `data-forgets-drafts` on a form: whoever signs out leaves nothing behind in the tab. */
const FORGETS = "forgetsDrafts";

/** Forms of this tab that hold what was neither sent nor given up, and the page that each is on. */
const unsent = new Map<HTMLFormElement, string>();
const hasUnsent = (path: string): boolean =>
  [...unsent].some(([form, page]) => page === path && form.isConnected);

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
  useSent(owner, pathname);
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

const postingForms = (): HTMLFormElement[] => [...document.forms].filter(isPosting);

/** Forms with a name of their own: others, such as the choice of a theme, hold nothing that is typed. */
const isPosting = (form: EventTarget | null): form is HTMLFormElement =>
  form instanceof HTMLFormElement && form.method === "post" && form.id !== "";

/** The forms that hold an earlier draft again. What was typed before this script ran is newer, and stays. */
function restoreAll(owner: string, path: string): HTMLFormElement[] {
  return postingForms().filter((form) => {
    const isNewer = isChanged(form);
    const draft = findDraft(owner, { path, formId: form.id });
    if (isNewer) note(form, { owner, path, isSent: false });
    else if (draft) writeValues(form, draft.values);
    if (isNewer || !isChanged(form)) return false;
    unsent.set(form, path);
    return true;
  });
}

function note(form: HTMLFormElement, place: { owner: string; path: string; isSent: boolean }): void {
  saveDraft({ ...place, formId: form.id, values: readValues(form) });
  if (!place.isSent && isChanged(form)) unsent.set(form, place.path);
  else unsent.delete(form);
}

/** As the page was loaded. */
function discard(forms: HTMLFormElement[], path: string): void {
  for (const form of forms) {
    dropDraft({ path, formId: form.id });
    unsent.delete(form);
  }
  window.location.reload();
}

function keepWhileTyping(owner: string, path: string): () => void {
  const typed = ({ target }: Event) => {
    const form = (target as Partial<HTMLInputElement> | null)?.form ?? null;
    if (isPosting(form)) note(form, { owner, path, isSent: false });
  };
  const signedOut = ({ target }: Event) => {
    if (target instanceof HTMLFormElement && FORGETS in target.dataset) forgetDrafts();
  };
  document.addEventListener("input", typed);
  document.addEventListener("submit", signedOut);
  return () => {
    document.removeEventListener("input", typed);
    document.removeEventListener("submit", signedOut);
    unsent.clear();
  };
}

/** What is on its way is not unsent any more; its draft stays until the page is left. */
function useSent(owner: string, path: string): void {
  const { state, formMethod, formAction } = useNavigation();
  const action = state === "submitting" && formMethod === "POST" ? formAction : undefined;
  useEffect(() => {
    if (action === undefined) return;
    const { pathname } = new URL(action, window.location.href);
    for (const form of postingForms())
      if (new URL(form.action).pathname === pathname) note(form, { owner, path, isSent: true });
  }, [owner, path, action]);
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
