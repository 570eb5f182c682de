import type { ParseKeys } from "i18next";
import { Check, Minus } from "lucide-react";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { ROLES, type Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { PERMISSION_TABLE, type Permission } from "#app/permissions.ts";
import type { Route } from "./+types/roles.ts";
import { requireManager } from "./require-manager.server.ts";

/** What each permission lets somebody do. */
const TEXTS: Record<Permission, ParseKeys> = {
  "organization:manage": "members.permissions.organization",
  "members:manage": "members.permissions.members",
  "categories:manage": "members.permissions.categories",
  "projects:create": "members.permissions.create",
  "projects:view:all": "members.permissions.viewAll",
  "projects:edit:all": "members.permissions.editAll",
  "projects:delete:all": "members.permissions.deleteAll",
  "projects:view:public": "members.permissions.viewPublic",
  "projects:view:own": "members.permissions.viewOwn",
  "projects:edit:own": "members.permissions.editOwn",
  "projects:delete:own": "members.permissions.deleteOwn",
  "projects:comment:all": "members.permissions.commentAll",
  "projects:comment:public": "members.permissions.commentPublic",
  "projects:comment:own": "members.permissions.commentOwn",
  "comments:delete:all": "members.permissions.deleteComments",
};

type Row = (typeof PERMISSION_TABLE)[number];

export function loader({ context }: Route.LoaderArgs) {
  requireManager(context);
  return null;
}

/** The table that guards and queries use, for people. */
export default function Roles() {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      id: "permission",
      label: t("members.permission"),
      isWide: true,
      cell: ({ permission }) => t(TEXTS[permission]),
    },
    ...ROLES.map((role) => ({
      id: role,
      label: t(`roles.${role}`),
      cell: (row: Row) => <Mark isGiven={isGiven(row, role)} />,
    })),
  ];
  return (
    <Page
      title={t("members.rolesTitle")}
      lead={t("members.rolesLead")}
      crumbs={[{ to: "/members", label: t("members.title") }]}
    >
      <DataTable
        label={t("members.rolesTitle")}
        rows={[...PERMISSION_TABLE]}
        columns={columns}
        keyOf={({ permission }) => permission}
      />
    </Page>
  );
}

/** Who may do it to all may do it to what is public, and to their own. */
const isGiven = ({ permission, roles }: Row, role: Role): boolean => {
  const [noun, verb] = permission.split(":");
  const toAll = PERMISSION_TABLE.find((row) => row.permission === `${noun}:${verb}:all`);
  return roles.includes(role) || (toAll?.roles.includes(role) ?? false);
};

function Mark({ isGiven }: { isGiven: boolean }) {
  const { t } = useTranslation();
  const Icon = isGiven ? Check : Minus;
  return (
    <span className={isGiven ? "text-success" : "text-muted"}>
      <Icon aria-hidden="true" size={16} />
      <span className="sr-only">{t(isGiven ? "members.may" : "members.mayNot")}</span>
    </span>
  );
}
