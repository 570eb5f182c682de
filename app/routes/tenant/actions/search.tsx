import { Search as SearchIcon } from "lucide-react";
import { Form, Link } from "react-router";
import { Button } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Input } from "#app/components/ui/input.tsx";
import { NoResults } from "#app/components/ui/no-results.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { memberContext, tenantContext } from "#app/context.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { findProjectsNamed } from "../projects/find-named.server.ts"; // example
import type { Route } from "./+types/search.ts";
import { ActionList } from "./action-list.tsx";
import { readFindSearch } from "./find-search.ts";
import type { Finding } from "./finding.ts";
import { fits } from "./match-actions.ts";
import { actionsFor } from "./tenant-actions.ts";

const PATH = "/search";

/** What has a name in this workspace; the palette asks here too. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { q } = readFindSearch(url.searchParams);
  const findings: Finding[] = [];
  if (q) findings.push(...(await findProjectsNamed(context, member, q))); // example
  const { id, role } = member;
  return { q, findings, member: { id, role }, workspaceName: context.get(tenantContext).name };
}

export default function Search({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { q, findings, member, workspaceName } = loaderData;
  const actions = actionsFor(member).filter(({ text }) => fits(t(text), q ?? ""));
  return (
    <Page
      title={t("actions.search.title")}
      lead={t("actions.search.lead", { workspace: workspaceName })}
      width="column"
    >
      <FindForm q={q} />
      {findings.length > 0 && <Findings findings={findings} />}
      {actions.length > 0 && <ActionList actions={actions} />}
      {findings.length + actions.length === 0 && (
        <NoResults clearTo={PATH} title={t("list.noResultsTitle")} hint={t("actions.search.nothing")} />
      )}
    </Page>
  );
}

function FindForm({ q }: { q: string | undefined }) {
  const { t } = useTranslation();
  return (
    <search>
      {/* Another address makes the field anew. */}
      <Form key={q} action={PATH} className="grid gap-1.5">
        <label htmlFor="find" className="font-medium">
          {t("actions.search.field")}
        </label>
        <div className="flex gap-2">
          <Input id="find" type="search" name="q" defaultValue={q} autoComplete="off" />
          <Button type="submit">
            <SearchIcon aria-hidden="true" size={16} />
            {t("list.search")}
          </Button>
        </div>
      </Form>
    </search>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="found">
      <CardHeader id="found" title={t("actions.found")} />
      <ul data-rows="" className="divide-y">
        {findings.map(({ id, to, name }) => (
          <li key={id}>
            <Link to={to} dir="auto" className="block truncate px-4 py-2.5 font-medium hover:bg-sunken">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
