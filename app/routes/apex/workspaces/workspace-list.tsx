import { ArrowRight } from "lucide-react";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Badge, type Tone } from "#app/components/ui/badge.tsx";
import { ButtonAnchor } from "#app/components/ui/button.tsx";
import { UnreadCount } from "#app/components/unread-count.tsx";
import type { Workspace } from "#app/db.server.ts";
import { isServing } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

const tones: Record<Workspace["status"], Tone> = {
  spare: "info",
  provisioning: "info",
  active: "success",
  "read-only": "warning",
  moving: "info",
  suspended: "warning",
  deleted: "neutral",
  purged: "neutral",
};

type Entry = Workspace & { origin: string };

export function WorkspaceList({ workspaces }: { workspaces: Entry[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      {workspaces.map((workspace) => (
        <WorkspaceItem key={workspace.tenantId} workspace={workspace} />
      ))}
    </ul>
  );
}

function WorkspaceItem({ workspace }: { workspace: Entry }) {
  const { t } = useTranslation();
  const { name, origin, status, role, placementKind, unread } = workspace;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded border bg-surface px-4 py-4">
      <Avatar name={name} square />
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 dir="auto" className="max-w-full min-w-0 truncate text-base font-semibold">
            {name}
          </h2>
          <UnreadCount count={unread} />
          {status !== "active" && <Badge tone={tones[status]}>{t(`workspaces.state.${status}`)}</Badge>}
        </div>
        <p className="truncate text-muted">{new URL(origin).host}</p>
      </div>
      <dl className="grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5 sm:w-80">
        <dt className="text-muted">{t("workspaces.role")}</dt>
        <dd>{t(`roles.${role}`)}</dd>
        <dt className="text-muted">{t("workspaces.place")}</dt>
        <dd>{t(`workspaces.${placementKind}`)}</dd>
      </dl>
      {(isServing(status) || status === "moving") && (
        <ButtonAnchor
          href={`${origin}/dashboard`}
          aria-label={t("workspaces.enterNamed", { name })}
          className="max-sm:w-full"
        >
          {t("workspaces.enter")}
          <ArrowRight aria-hidden="true" size={16} />
        </ButtonAnchor>
      )}
    </li>
  );
}
