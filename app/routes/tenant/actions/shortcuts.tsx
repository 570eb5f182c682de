import { Button } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext } from "#app/context.ts";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Route } from "./+types/shortcuts.ts";
import { ShortcutList } from "./shortcut-list.tsx";
import { actionsFor } from "./tenant-actions.ts";

export function loader({ context }: Route.LoaderArgs) {
  const { id, role } = context.get(memberContext);
  return { member: { id, role } };
}

export default function Shortcuts({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("actions.shortcuts.title")} lead={t("actions.shortcuts.lead")} width="column">
      <OnOrOff />
      <ShortcutList actions={actionsFor(loaderData.member)} />
    </Page>
  );
}

/** By a document's own form: what is chosen is fixed for as long as a document lives. */
function OnOrOff() {
  const { t } = useTranslation();
  const { hasShortcuts } = useDocumentSettings();
  return (
    <form method="post" action="/preferences" className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="return_to" value="/shortcuts" />
      <input type="hidden" name="shortcuts" value={hasShortcuts ? "off" : "on"} />
      <p className="max-w-[60ch] text-muted">
        {t(hasShortcuts ? "actions.shortcuts.areOn" : "actions.shortcuts.areOff")}
      </p>
      <Button type="submit">
        {t(hasShortcuts ? "actions.shortcuts.turnOff" : "actions.shortcuts.turnOn")}
      </Button>
    </form>
  );
}
