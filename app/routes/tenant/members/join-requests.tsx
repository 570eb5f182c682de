import { Form } from "react-router";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { Select } from "#app/components/ui/select.tsx";
import type { JoinRequest } from "#app/db.people.server.ts";
import type { Role } from "#app/db.shared.ts";
import { personName } from "#app/i18n/person-name.ts";
import { useTranslation } from "#app/i18n/translation.tsx";

type JoinRequestsProps = { requests: JoinRequest[]; count: number; roles: Role[] };

/** Who asks to be let in, above who is in; each is let in as something, or not. */
export function JoinRequests({ requests, count, roles }: JoinRequestsProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Card aria-labelledby="requests">
      <CardHeader id="requests" title={t("join.requests", { count })} />
      <ul className="divide-y">
        {requests.map((request) => (
          <Request key={request.id} request={request} roles={roles} />
        ))}
      </ul>
    </Card>
  );
}

function Request({ request, roles }: { request: JoinRequest; roles: Role[] }) {
  const { t } = useTranslation();
  const name = personName(request);
  const path = `/members/requests/${request.id}`;
  const isMember = roles.includes("member") ? "member" : roles[0];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        <p className="text-xs text-muted wrap-anywhere">
          <bdi>{request.email}</bdi> · <RelativeTime at={request.createdAt} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Form method="post" action={`${path}/acceptances`} className="flex flex-wrap items-center gap-2">
          <Select name="role" defaultValue={isMember} aria-label={t("join.roleOf", { name })} isSmall>
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </Select>
          <SubmitButton
            variant="secondary"
            size="sm"
            pendingLabel={t("join.accepting")}
            aria-label={t("join.acceptOf", { name })}
          >
            {t("join.accept")}
          </SubmitButton>
        </Form>
        <Form method="post" action={`${path}/declines`}>
          <SubmitButton
            variant="ghost"
            size="sm"
            pendingLabel={t("join.declining")}
            aria-label={t("join.declineOf", { name })}
          >
            {t("join.decline")}
          </SubmitButton>
        </Form>
      </div>
    </li>
  );
}
