import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { type Column, DataTable } from "#app/components/ui/data-table.tsx";
import type { InvitationStatus, Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type Row = {
  id: string;
  email: string;
  role: Role;
  status: InvitationStatus;
  inviterName: string | undefined;
  createdAt: Date;
  expiresAt: Date;
  /** Whether the reader may send it again, or take it back. */
  canChange: boolean;
};

export function InvitationTable({ invitations }: { invitations: Row[] }) {
  const { t } = useTranslation();
  const columns: Column<Row>[] = [
    {
      id: "email",
      label: t("invitations.email"),
      isWide: true,
      cell: ({ email }) => (
        <bdi className="font-medium wrap-anywhere" title={email}>
          {email}
        </bdi>
      ),
    },
    { id: "role", label: t("invitations.role"), cell: ({ role }) => t(`roles.${role}`) },
    {
      id: "expires",
      label: t("invitations.expires"),
      cell: ({ status, expiresAt }) =>
        status === "expired" ? (
          <Badge tone="warning">{t("invitations.expired")}</Badge>
        ) : (
          <span className="text-muted">
            <RelativeTime at={expiresAt} />
          </span>
        ),
    },
    {
      id: "inviter",
      label: t("invitations.inviter"),
      cell: ({ inviterName, createdAt }) => (
        <div className="text-muted">
          <bdi className="block truncate">{inviterName ?? t("invitations.noInviter")}</bdi>
          <span className="text-xs">
            <RelativeTime at={createdAt} />
          </span>
        </div>
      ),
    },
    {
      id: "actions",
      label: t("invitations.actions"),
      cell: (row) => row.canChange && <Actions {...row} />,
    },
  ];
  return (
    <DataTable
      label={t("invitations.title")}
      rows={invitations}
      columns={columns}
      keyOf={({ id }) => id}
      isRoomy
    />
  );
}

function Actions({ id, email, status }: Row) {
  const { t } = useTranslation();
  const path = `/members/invitations/${id}`;
  const isLate = status === "expired";
  return (
    <div className="flex gap-2">
      <Form method="post" action={`${path}/resendings`}>
        <SubmitButton
          variant="secondary"
          size="sm"
          pendingLabel={t("invitations.resending")}
          aria-label={t("invitations.resendTo", { email })}
        >
          {t("invitations.resend")}
        </SubmitButton>
      </Form>
      <Form method="post" action={`${path}/revocations`}>
        <SubmitButton
          variant="ghost"
          size="sm"
          pendingLabel={t("invitations.revoking")}
          aria-label={t(isLate ? "invitations.removeOf" : "invitations.revokeOf", { email })}
        >
          {t(isLate ? "invitations.remove" : "invitations.revoke")}
        </SubmitButton>
      </Form>
    </div>
  );
}
