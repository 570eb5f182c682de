import { useTranslation } from "react-i18next";
import type { Project } from "#app/db.server.ts";
import { Badge, type Tone } from "./ui/badge.tsx";

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
