import { useDocumentSettings } from "#app/http/document-settings.tsx";
import type { Account } from "#app/http/errors.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Button, ButtonAnchor } from "./ui/button.tsx";

/**
 * From a page that is closed to whoever asks: their own workspaces, and another account. The same whatever
 * closed it.
 */
export function WaysOut({ account }: { account: Account | undefined }) {
  const { t } = useTranslation();
  const { homeUrl } = useDocumentSettings();
  // A hostname without a start page of its own leads to the apex.
  const apex = URL.parse(homeUrl);
  const workspacesUrl = account?.workspacesUrl ?? (apex && new URL("/workspaces", apex).href);
  if (!workspacesUrl) return null;
  return (
    <div className="grid gap-3 border-t pt-5">
      {account && <p className="wrap-anywhere">{t("errors.signedInAs", { email: account.email })}</p>}
      <div className="flex flex-wrap gap-2">
        <ButtonAnchor href={workspacesUrl}>{t("errors.yourWorkspaces")}</ButtonAnchor>
        {account?.askPath && <ButtonAnchor href={account.askPath}>{t("join.offer")}</ButtonAnchor>}
        {account && (
          <form method="post" action={account.signOutPath}>
            <Button type="submit" variant="ghost">
              {t("errors.otherAccount")}
            </Button>
          </form>
        )}
      </div>
    </div>
  );
}
