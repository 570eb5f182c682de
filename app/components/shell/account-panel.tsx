import { LayoutGrid, LogOut } from "lucide-react";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PreferenceForms } from "../preference-forms.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import type { TenantShellProps } from "./tenant-shell.tsx";

/** Who is here and as what, the way to other workspaces, preferences, the way out. */
export function AccountPanel({ member, workspacesUrl }: Pick<TenantShellProps, "member" | "workspacesUrl">) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-2.5 px-2">
        <Avatar name={member.name} />
        <div className="min-w-0">
          <p className="truncate font-medium">{member.name}</p>
          <p className="truncate text-xs text-muted">{t(`roles.${member.role}`)}</p>
        </div>
      </div>
      <div className="grid gap-0.5">
        <Button asChild variant="ghost" size="sm" className="w-full justify-start! px-2!">
          <a href={workspacesUrl}>
            <LayoutGrid aria-hidden="true" size={16} />
            {t("nav.allWorkspaces")}
          </a>
        </Button>
        <form method="post" action="/session/end">
          <Button type="submit" variant="ghost" size="sm" className="w-full justify-start! px-2!">
            <LogOut aria-hidden="true" size={16} />
            {t("nav.signOut")}
          </Button>
        </form>
      </div>
      <PreferenceForms isStacked />
    </div>
  );
}
