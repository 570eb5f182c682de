import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

export type FactorRow = {
  id: string;
  name: string;
  role: Role;
  hasSecondFactor: boolean;
  /** They can sign in through their company. */
  hasCompanyAccount: boolean;
  /** Undefined: never into this workspace, or longer ago than is kept. */
  signedInAt: Date | undefined;
};

/** Who is in the workspace, and how well their account is guarded. */
export function FactorTable({ rows }: { rows: FactorRow[] }) {
  const { t } = useTranslation();
  const columns: Column<FactorRow>[] = [
    { id: "name", label: t("members.name"), isWide: true, cell: ({ name }) => <bdi>{name}</bdi> },
    { id: "role", label: t("members.role"), cell: ({ role }) => t(`roles.${role}`) },
    {
      id: "factor",
      label: t("security.secondFactor"),
      cell: ({ hasSecondFactor }) => <OnOff isOn={hasSecondFactor} />,
    },
    {
      id: "company",
      label: t("security.company"),
      cell: ({ hasCompanyAccount }) => <OnOff isOn={hasCompanyAccount} />,
    },
    {
      id: "signedInAt",
      label: t("security.signedInAt"),
      isNumber: true,
      cell: ({ signedInAt }) => (
        <span className="text-muted">
          {signedInAt ? <RelativeTime at={signedInAt} /> : t("members.neverSeen")}
        </span>
      ),
    },
  ];
  return <DataTable label={t("security.people")} rows={rows} columns={columns} keyOf={({ id }) => id} />;
}

function OnOff({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation();
  return <Badge tone={isOn ? "success" : "neutral"}>{t(isOn ? "security.on" : "security.off")}</Badge>;
}
