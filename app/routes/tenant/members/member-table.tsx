import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { MemberSummary } from "#app/db.people.server.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

export const memberPath = (id: string): string => `/members/${encodeURIComponent(id)}`;

export function MemberTable({ members, ownId }: { members: MemberSummary[]; ownId: string }) {
  const { t } = useTranslation();
  const columns: Column<MemberSummary>[] = [
    {
      id: "name",
      label: t("members.name"),
      isWide: true,
      cell: (member) => <NameCell member={member} isOwn={member.id === ownId} />,
    },
    {
      id: "role",
      label: t("members.role"),
      cell: ({ role, isActive }) =>
        isActive ? t(`roles.${role}`) : <Badge>{t("members.states.former")}</Badge>,
    },
    {
      id: "lastSeenAt",
      label: t("members.lastSeen"),
      isNumber: true,
      cell: ({ lastSeenAt }) => (
        <span className="text-muted">
          {lastSeenAt ? <RelativeTime at={lastSeenAt} /> : t("members.neverSeen")}
        </span>
      ),
    },
  ];
  return (
    <DataTable label={t("members.title")} rows={members} columns={columns} keyOf={({ id }) => id} isRoomy />
  );
}

function NameCell({ member, isOwn }: { member: MemberSummary; isOwn: boolean }) {
  const { t } = useTranslation();
  const name = personName(member);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={name} />
      <div className="min-w-0">
        <p className="truncate">
          <Link to={memberPath(member.id)} className="rounded font-medium hover:underline">
            <bdi>{name}</bdi>
          </Link>
          {isOwn && <span className="text-muted"> · {t("members.you")}</span>}
        </p>
        {name !== member.email && <p className="truncate text-xs text-muted">{member.email}</p>}
      </div>
    </div>
  );
}
