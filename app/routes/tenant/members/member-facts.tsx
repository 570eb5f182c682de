import { RelativeTime } from "#app/components/relative-time.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { MemberState } from "./member-state.ts";

type MemberFactsProps = {
  person: { email: string };
  role: Role;
  state: MemberState;
  lastSeenAt: Date | null;
  joinedAt: Date;
};

export function MemberFacts({ person, role, state, lastSeenAt, joinedAt }: MemberFactsProps) {
  const { t } = useTranslation();
  return (
    <Facts id="facts" title={t("members.facts")}>
      <Fact term={t("members.email")}>{person.email}</Fact>
      <Fact term={t("members.role")}>{t(`roles.${role}`)}</Fact>
      <Fact term={t("members.state")}>{t(`members.states.${state}`)}</Fact>
      <Fact term={t("members.lastSeen")}>
        {lastSeenAt ? <RelativeTime at={lastSeenAt} /> : t("members.neverSeen")}
      </Fact>
      <Fact term={t("members.joined")}>
        <RelativeTime at={joinedAt} />
      </Fact>
    </Facts>
  );
}
