import { MailPlus } from "lucide-react";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { EmptyState } from "#app/components/ui/empty-state.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { tenantDbContext } from "#app/context.ts";
import { countOpenInvitations, listMemberNames, listOpenInvitations } from "#app/db.people.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/invitations.ts";
import { invitableRoles } from "./invitable-roles.ts";
import { readInvitationSearch } from "./invitation-search.ts";
import { InvitationTable } from "./invitation-table.tsx";
import { MembersTabs } from "./members-tabs.tsx";
import { OutboxHint } from "./outbox-hint.tsx";
import { outboxUrl } from "./outbox-url.server.ts";
import { requireInviter } from "./require-inviter.server.ts";

const PATH = "/members/invitations";
const INVITATIONS_A_PAGE = 25;

export async function loader({ context, url }: Route.LoaderArgs) {
  const { member, tenant, control } = await requireInviter(context);
  const search = readInvitationSearch(url.searchParams);
  const [page, count] = await control.read((tx) =>
    Promise.all([
      listOpenInvitations(tx, tenant.id, { ...search, limit: INVITATIONS_A_PAGE }),
      countOpenInvitations(tx, tenant.id),
    ]),
  );
  const ids = [...new Set(page.items.flatMap(({ inviterId }) => inviterId ?? []))];
  const names = await context.get(tenantDbContext).read((tx) => listMemberNames(tx, ids));
  const mine = invitableRoles(member.role);
  return {
    invitations: page.items.map(({ inviterId, ...invitation }) => ({
      ...invitation,
      inviterName: inviterId === null ? undefined : names.get(inviterId),
      canChange: mine.includes(invitation.role),
    })),
    count,
    ...pagePaths(PATH, search, page),
    workspaceName: tenant.name,
    outboxUrl: outboxUrl(),
  };
}

export default function Invitations({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { invitations, count, next, previous, workspaceName, outboxUrl: outbox } = loaderData;
  return (
    <Page
      title={t("invitations.title")}
      lead={t("invitations.lead", { workspace: workspaceName })}
      action={
        <ButtonLink to={`${PATH}/new`} variant="primary">
          <MailPlus aria-hidden="true" size={16} />
          {t("invitations.new")}
        </ButtonLink>
      }
    >
      <MembersTabs />
      {invitations.length > 0 ? (
        <>
          <p className="text-muted">{t("invitations.count", { count })}</p>
          <InvitationTable invitations={invitations} />
        </>
      ) : (
        <EmptyState icon={MailPlus} title={t("invitations.emptyTitle")}>
          {t("invitations.empty")}
        </EmptyState>
      )}
      <Pagination next={next} previous={previous} />
      <OutboxHint url={outbox} />
    </Page>
  );
}
