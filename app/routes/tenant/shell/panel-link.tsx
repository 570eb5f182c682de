import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#app/components/ui/button.tsx";

type PanelLinkProps = { to: string; icon: LucideIcon; children: ReactNode };

/** A way to elsewhere, in a menu. */
export function PanelLink({ to, icon: Icon, children }: PanelLinkProps) {
  return (
    <ButtonLink to={to} variant="ghost" size="sm" className="w-full justify-start! px-2!">
      <Icon aria-hidden="true" size={16} />
      {children}
    </ButtonLink>
  );
}
