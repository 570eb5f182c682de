import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { DomainState } from "./mail-domain-state.ts";

const tones: Record<DomainState, Tone> = { pending: "neutral", proven: "success", missing: "warning" };

export function StateBadge({ state }: { state: DomainState }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`mailDomains.states.${state}`)}</Badge>;
}
