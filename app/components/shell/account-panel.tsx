import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { PreferenceForms } from "#app/components/preference-forms.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type AccountPanelProps = {
  person: { name: string; email: string; picture?: string | null };
  /** As what the person is here. */
  standing: string;
  /** Where signing out is asked for. */
  signOut: string;
  /** Ways to elsewhere. */
  children?: ReactNode;
};

/** Who is here and as what, the ways to elsewhere, preferences, the way out. */
export function AccountPanel({ person, standing, signOut, children }: AccountPanelProps) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex items-center gap-2.5 px-2">
        <Avatar name={person.name} picture={person.picture} />
        <div className="min-w-0">
          <p dir="auto" className="truncate font-medium" title={person.email}>
            {person.name}
          </p>
          <p className="truncate text-xs text-muted">{standing}</p>
        </div>
      </div>
      <div className="grid gap-0.5">
        {children}
        <form method="post" action={signOut} data-forgets-drafts="">
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
