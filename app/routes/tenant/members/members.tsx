import { MailPlus } from "lucide-react";
import type { RouterContextProvider } from "react-router";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { IgnoredFilters } from "#app/components/ui/ignored-filters.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Pagination } from "#app/components/ui/pagination.tsx";
import { tenantContext, tenantControlContext, tenantDbContext } from "#app/context.ts";
import {
  countJoinRequests,
  countMembers,
  type JoinRequest,
  listJoinRequests,
  listMemberSummaries,
} from "#app/db.people.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ignoredFilters } from "#app/validation/ignored-filters.ts";
import { pagePaths } from "#app/validation/list-path.ts";
import type { Route } from "./+types/members.ts";
import { MEMBERS_A_PAGE } from "./bulk-acts.ts";
import { ChooseMembers } from "./choose-members.tsx";
import { invitableRoles } from "./invitable-roles.ts";
import { JoinRequests } from "./join-requests.tsx";
import { MemberFilters } from "./member-filters.tsx";
import { type MemberSearch, readMemberSearch } from "./member-search.ts";
import { MemberTable } from "./member-table.tsx";
import { MembersTabs } from "./members-tabs.tsx";
import { canInvite } from "./require-inviter.server.ts";
import { requireManager } from "./require-manager.server.ts";

const PATH = "/members";
const REQUESTS_SHOWN = 10;
/** For who may not answer: that somebody asks is not told either. */
const NO_REQUESTS: [JoinRequest[], number] = [[], 0];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = requireManager(context);
  const search = readMemberSearch(url.searchParams);
  const filter = toFilter(search);
  const mayLetIn = await canInvite(context, member);
  const [[page, count], [requests, waiting]] = await Promise.all([
    context
      .get(tenantDbContext)
      .read((tx) =>
        Promise.all([
          listMemberSummaries(tx, { ...filter, cursor: search.cursor, limit: MEMBERS_A_PAGE }),
          countMembers(tx, filter),
        ]),
      ),
    mayLetIn ? requestsHere(context) : NO_REQUESTS,
  ]);
  return {
    requests,
    waiting,
    roles: invitableRoles(member.role),
    members: page.items,
    count,
    search,
    ignored: ignoredFilters(url.searchParams, search),
    ...pagePaths(PATH, search, page),
    ownId: member.id,
    canInvite: mayLetIn,
    workspaceName: context.get(tenantContext).name,
  };
}

/** Those who asked first; the rest come up as these are answered. */
function requestsHere(context: Readonly<RouterContextProvider>): Promise<[JoinRequest[], number]> {
  const { id } = context.get(tenantContext);
  return context
    .get(tenantControlContext)
    .read((tx) =>
      Promise.all([listJoinRequests(tx, id, { limit: REQUESTS_SHOWN }), countJoinRequests(tx, id)]),
    );
}

const toFilter = ({ q, role, state }: MemberSearch) => ({ search: q, role, ...inState(state) });

/** Without one: those who may come in. */
function inState(state: MemberSearch["state"]): { isActive?: boolean; isDeactivated?: boolean } {
  switch (state) {
    case undefined:
      return { isActive: true };
    case "deactivated":
      return { isDeactivated: true };
    case "former":
      return { isActive: false, isDeactivated: false };
    case "all":
      return {};
  }
}

export default function Members({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { members, count, search, ignored, next, previous, ownId, workspaceName } = loaderData;
  return (
    <Page
      title={t("members.title")}
      lead={t("members.lead", { workspace: workspaceName })}
      action={
        <>
          <ButtonLink to="/members/roles" variant="ghost">
            {t("members.rolesLink")}
          </ButtonLink>
          {loaderData.canInvite && (
            <ButtonLink to="/members/invitations/new" variant="primary">
              <MailPlus aria-hidden="true" size={16} />
              {t("invitations.new")}
            </ButtonLink>
          )}
        </>
      }
    >
      {loaderData.canInvite && <MembersTabs />}
      {loaderData.canInvite && (
        <JoinRequests requests={loaderData.requests} count={loaderData.waiting} roles={loaderData.roles} />
      )}
      <IgnoredFilters names={ignored} />
      <MemberFilters search={search} count={count} />
      {members.length > 0 ? (
        <ChooseMembers>
          <MemberTable members={members} ownId={ownId} />
        </ChooseMembers>
      ) : (
        <NoResults clearTo={PATH} title={t("members.noResultsTitle")} hint={t("members.noResults")} />
      )}
      <Pagination next={next} previous={previous} />
    </Page>
  );
}
