import { useTranslation } from "#app/i18n/translation.tsx";
import type { TenantAction } from "./action.ts";
import { Keys } from "./keys.tsx";

/** What every page and every list has, in the order in which it is needed. */
const EVERYWHERE = [
  { id: "palette", keys: ["Ctrl/⌘", "K"], isTogether: true },
  { id: "search", keys: ["/"] },
  { id: "sheet", keys: ["?"] },
] as const;
const IN_LISTS = [
  { id: "next", keys: ["j"] },
  { id: "previous", keys: ["k"] },
  { id: "open", keys: ["Enter"] },
  { id: "tick", keys: ["x"] },
  { id: "edit", keys: ["e"] },
] as const;

type Line = { id: string; text: string; keys: readonly string[]; isTogether?: boolean };

/** Each key with what it does, for whoever may do it. */
export function ShortcutList({ actions }: { actions: TenantAction[] }) {
  const { t } = useTranslation();
  const named = (lines: typeof EVERYWHERE | typeof IN_LISTS): Line[] =>
    lines.map((line) => ({ ...line, text: t(`actions.shortcuts.${line.id}`) }));
  const known = actions.flatMap(({ id, text, keys }) => (keys ? [{ id, text: t(text), keys }] : []));
  return (
    <div className="grid gap-6">
      <Section title={t("actions.shortcuts.everywhere")} lines={[...named(EVERYWHERE), ...known]} />
      <Section title={t("actions.shortcuts.inLists")} lines={named(IN_LISTS)} />
    </div>
  );
}

function Section({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{title}</h2>
      <dl className="divide-y rounded border bg-surface">
        {lines.map(({ id, text, keys, isTogether = false }) => (
          <div key={id} className="flex items-center justify-between gap-4 px-4 py-2">
            <dt>{text}</dt>
            <dd>
              <Keys keys={keys} isTogether={isTogether} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
