import { Link, useLocation } from "react-router";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ACTION_GROUPS, type TenantAction } from "./action.ts";
import { Keys } from "./keys.tsx";

/** Actions as links and as buttons of forms, for a page. */
export function ActionList({ actions }: { actions: TenantAction[] }) {
  const { t } = useTranslation();
  return ACTION_GROUPS.map((group) => {
    const own = actions.filter((action) => action.group === group);
    if (own.length === 0) return null;
    return (
      <Card key={group} aria-labelledby={`group-${group}`}>
        <CardHeader id={`group-${group}`} title={t(`actions.groups.${group}`)} />
        <ul data-rows="" className="divide-y">
          {own.map((action) => (
            <li key={action.id}>
              <ActionRow action={action} />
            </li>
          ))}
        </ul>
      </Card>
    );
  });
}

const ROW = "flex w-full items-center gap-3 px-4 py-2.5 text-left font-medium hover:bg-sunken";

function ActionRow({ action }: { action: TenantAction }) {
  const { pathname, search } = useLocation();
  const { form, to } = action;
  if (!form)
    return (
      <Link to={to} className={ROW}>
        <ActionName action={action} />
      </Link>
    );
  return (
    <form method="post" action={form.action} {...(form.forgetsDrafts && { "data-forgets-drafts": "" })}>
      {[...form.fields, ["return_to", `${pathname}${search}`] as const].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={ROW}>
        <ActionName action={action} />
      </button>
    </form>
  );
}

/** Its icon, what it is called, and by which keys it is done. */
export function ActionName({ action: { icon: Icon, text, keys } }: { action: TenantAction }) {
  const { t } = useTranslation();
  return (
    <>
      <Icon aria-hidden="true" size={16} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{t(text)}</span>
      {keys && <Keys keys={keys} />}
    </>
  );
}
