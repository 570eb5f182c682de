import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import type { Project } from "#app/db.tenant.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

const tones: Record<Project["status"], Tone> = {
  planned: "info",
  active: "success",
  paused: "warning",
  done: "neutral",
};

export function StatusBadge({ status }: { status: Project["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}
