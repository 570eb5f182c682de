import { Link } from "react-router";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Layer } from "./layer.tsx";
import type { LayerProps } from "./layer-props.ts";
import { ShortcutList } from "./shortcut-list.tsx";
import { actionsFor } from "./tenant-actions.ts";

/** The same as on the page of shortcuts, over the page that somebody is on. */
export function ShortcutSheet({ member, onClose }: LayerProps) {
  const { t } = useTranslation();
  return (
    <Layer labelId="shortcut-sheet" onClose={onClose} className="m-auto">
      <div className="grid gap-4 p-5">
        <h2 id="shortcut-sheet" className="text-lg font-semibold">
          {t("actions.shortcuts.title")}
        </h2>
        <ShortcutList actions={actionsFor(member)} />
        <Link
          to="/shortcuts"
          onClick={onClose}
          className="justify-self-start rounded underline underline-offset-2"
        >
          {t("actions.shortcuts.toTurnOff")}
        </Link>
      </div>
    </Layer>
  );
}
