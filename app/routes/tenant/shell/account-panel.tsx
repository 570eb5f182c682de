import { LayoutGrid, LogOut } from "lucide-react";
import { PreferenceForms } from "#app/components/preference-forms.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button } from "#app/components/ui/button.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

/** A member as the shell shows them. */
export type ShownMember = { name: string; email: string; role: Role };

type Props = { member: ShownMember; workspacesUrl: string };

/** Who is here and as what, the way to other workspaces, preferences, the way out. */
export function AccountPanel({ member, workspacesUrl }: Props) {
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
