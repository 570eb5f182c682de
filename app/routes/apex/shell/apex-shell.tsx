import { ChevronDown, Gauge, LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Logo } from "#app/components/logo.tsx";
import { ShellFooter } from "#app/components/shell/shell-footer.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Button, ButtonAnchor, ButtonLink } from "#app/components/ui/button.tsx";
import { Menu } from "#app/components/ui/menu.tsx";
import { CONTENT_ID, SkipLink } from "#app/components/ui/skip-link.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { LegalNav } from "./legal-nav.tsx";

/** `consoleUrl`: for staff, where they work. */
export type ShellUser = { name: string; email: string; consoleUrl: string | null };
type ApexShellProps = { user: ShellUser | null; isLanding?: boolean; children: ReactNode };

/** The apex: public pages, identity, a person's workspaces. */
export function ApexShell({ user, isLanding = false, children }: ApexShellProps) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b bg-canvas">
        <div className="mx-auto flex h-14 w-full max-w-content items-center justify-between gap-4 px-4 sm:px-6">
          <Link to="/" aria-label={t("nav.home")} className="rounded">
            <Logo />
          </Link>
          {user ? <UserNav user={user} /> : <GuestNav />}
        </div>
      </header>
      <main
        id={CONTENT_ID}
        tabIndex={-1}
        className={isLanding ? "flex-1" : "mx-auto w-full max-w-content flex-1 px-4 py-8 sm:px-6 sm:py-10"}
      >
        {children}
      </main>
      <ShellFooter>
        <LegalNav />
      </ShellFooter>
    </div>
  );
}

function GuestNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("nav.main")} className="flex items-center gap-1">
      <ButtonLink to="/sign-in" variant="ghost">
        {t("nav.signIn")}
      </ButtonLink>
      <ButtonLink to="/sign-up">{t("nav.signUp")}</ButtonLink>
    </nav>
  );
}

function UserNav({ user }: { user: ShellUser }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("nav.main")} className="flex items-center gap-2">
      <ButtonLink to="/workspaces" variant="ghost">
        {t("nav.workspaces")}
      </ButtonLink>
      <Menu
        label={t("nav.account", { name: user.name })}
        trigger={
          <>
            <Avatar name={user.name} />
            <ChevronDown aria-hidden="true" size={16} className="text-muted" />
          </>
        }
      >
        <div className="px-2 py-1.5">
          <p dir="auto" className="truncate font-medium">
            {user.name}
          </p>
          <p className="truncate text-muted">{user.email}</p>
        </div>
        <hr />
        {user.consoleUrl && (
          <ButtonAnchor href={user.consoleUrl} variant="ghost" className="w-full justify-start!">
            <Gauge aria-hidden="true" size={16} />
            {t("nav.console")}
          </ButtonAnchor>
        )}
        <form method="post" action="/sign-out">
          <Button type="submit" variant="ghost" className="w-full justify-start!">
            <LogOut aria-hidden="true" size={16} />
            {t("nav.signOut")}
          </Button>
        </form>
      </Menu>
    </nav>
  );
}
