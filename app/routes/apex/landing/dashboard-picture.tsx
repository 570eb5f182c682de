import { FolderKanban, LayoutDashboard, Lock } from "lucide-react";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import { Picture } from "./picture.tsx";

type Status = "planned" | "active" | "paused" | "done";

const tones: Record<Status, Tone> = {
  planned: "info",
  active: "success",
  paused: "warning",
  done: "neutral",
};
const counts: [Status, number][] = [
  ["planned", 3],
  ["active", 8],
  ["paused", 1],
  ["done", 21],
];
const rows = [
  ["one", "active"],
  ["two", "active"],
  ["three", "paused"],
  ["four", "planned"],
] as const;

/** The product as it looks, drawn with its own parts. One image to those who do not see it. */
export function DashboardPicture({ host }: { host: string }) {
  const { t } = useTranslation();
  return (
    <Picture
      description={t("landing.picture")}
      className="overflow-hidden rounded border bg-surface text-xs shadow"
    >
      <div className="flex h-10 items-center gap-3 border-b bg-sunken px-3">
        <span className="flex gap-1.5">
          {["red", "amber", "green"].map((dot) => (
            <span key={dot} className="size-2.5 rounded-full bg-line" />
          ))}
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-1.5 rounded-sm border bg-surface px-2 py-1 text-muted">
          <Lock size={12} />
          <span className="truncate">{t("landing.pictureHost", { host })}</span>
        </span>
      </div>
      <div className="grid sm:grid-cols-[8.5rem_minmax(0,1fr)]">
        <Sidebar />
        <div className="grid gap-3 p-3 sm:p-4">
          <p className="text-base font-semibold">{t("dashboard.title")}</p>
          <div className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line xl:grid-cols-[repeat(4,auto)]">
            {counts.map(([status, count]) => (
              <span key={status} className="grid justify-items-start gap-1 bg-surface p-2">
                <PictureStatus status={status} />
                <span className="tabular text-lg font-semibold">{count}</span>
              </span>
            ))}
          </div>
          <Projects />
          <Activity />
        </div>
      </div>
    </Picture>
  );
}

function Sidebar() {
  const { t } = useTranslation();
  return (
    <div className="hidden content-start gap-4 border-r p-3 sm:grid">
      <span className="flex items-center gap-2 font-semibold">
        <Avatar name={t("landing.pictureWorkspace")} square />
        <span className="leading-tight">{t("landing.pictureWorkspace")}</span>
      </span>
      <span className="grid gap-1 font-medium">
        <span className="flex items-center gap-2 rounded bg-accent-soft px-2 py-1.5 text-accent-text">
          <LayoutDashboard size={14} />
          {t("nav.dashboard")}
        </span>
        <span className="flex items-center gap-2 px-2 py-1.5 text-muted">
          <FolderKanban size={14} />
          {t("landing.pictureNav")}
        </span>
      </span>
    </div>
  );
}

function Projects() {
  const { t } = useTranslation();
  return (
    <div className="divide-y overflow-hidden rounded border">
      {rows.map(([key, status]) => (
        <span key={key} className="flex items-center justify-between gap-3 px-3 py-2">
          <span className="truncate font-medium">{t(`landing.pictureProjects.${key}`)}</span>
          <PictureStatus status={status} />
        </span>
      ))}
    </div>
  );
}

function Activity() {
  const { t } = useTranslation();
  return (
    <div className="hidden gap-2 sm:grid">
      <p className="font-semibold">{t("activity.recent")}</p>
      {(["one", "two", "three"] as const).map((key) => (
        <span key={key} className="flex items-center gap-2 text-muted">
          <span className="size-1.5 rounded-full bg-accent" />
          {t(`landing.pictureActivity.${key}`)}
        </span>
      ))}
    </div>
  );
}

function PictureStatus({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <Badge tone={tones[status]}>{t(`landing.pictureStatus.${status}`)}</Badge>;
}
