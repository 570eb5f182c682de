import { Link } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { MemberSummary } from "#app/db.people.server.ts";
import type { Role } from "#app/db.shared.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PERSON_FIELD } from "./bulk-acts.ts";
import { type MemberState, memberState } from "./member-state.ts";

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
      cell: ({ role, ...member }) => <RoleCell role={role} state={memberState(member)} />,
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

/** Who is kept out has a role all the same; who was in has none. */
function RoleCell({ role, state }: { role: Role; state: MemberState }) {
  const { t } = useTranslation();
  if (state === "former") return <Badge>{t("members.states.former")}</Badge>;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {t(`roles.${role}`)}
      {state === "deactivated" && <Badge tone="warning">{t("members.states.deactivated")}</Badge>}
    </span>
  );
}

function NameCell({ member, isOwn }: { member: MemberSummary; isOwn: boolean }) {
  const { t } = useTranslation();
  const name = personName(member);
  return (
    <div className="flex min-w-0 items-center gap-3">
      {memberState(member) !== "former" && (
        <input
          type="checkbox"
          name={PERSON_FIELD}
          value={member.id}
          aria-label={t("members.choose", { name })}
          className="size-4 shrink-0 accent-accent"
        />
      )}
      <Avatar name={name} picture={member.avatarUrl} />
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
