import type { ComponentProps } from "react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { useDocumentSettings } from "#app/http/document-settings.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { TenantAction } from "./action.ts";

type ActionLinkProps = Pick<ComponentProps<typeof ButtonLink>, "variant" | "size"> & {
  action: TenantAction & { to: string };
};

/** An action of the list as a button that leads to its page. */
export function ActionLink({ action: { to, text, icon: Icon, keys = [] }, ...look }: ActionLinkProps) {
  const { t } = useTranslation();
  // Several in a row have no form that a screen reader is told.
  const key = useShortcut(keys.length === 1 ? keys[0] : undefined);
  return (
    <ButtonLink to={to} aria-keyshortcuts={key} {...look}>
      <Icon aria-hidden="true" size={16} />
      {t(text)}
    </ButtonLink>
  );
}

/** The key of a control, for `aria-keyshortcuts`; undefined where the person has turned them off. */
export function useShortcut(key: string | undefined): string | undefined {
  return useDocumentSettings().hasShortcuts ? key : undefined;
}
