import { Form } from "react-router";
import { Avatar } from "#app/components/ui/avatar.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import type { Role } from "#app/db.shared.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { ReturnField } from "../../../components/return-field.tsx";

export type PersonChoice = {
  id: string;
  name: string;
  email: string;
  role: Role | null;
};
type PeopleProps = { id: string; title: string; people: PersonChoice[]; returnTo: string };

/** One button a person: pressing it signs in as them. */
export function PeopleList({ id, title, people, returnTo }: PeopleProps) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      <ul className="divide-y">
        {people.map((person) => (
          <li key={person.id}>
            <Form method="post" action="/sign-in">
              <ReturnField returnTo={returnTo} />
              <input type="hidden" name="userId" value={person.id} />
              <PersonButton person={person} />
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PersonButton({ person }: { person: PersonChoice }) {
  const { t } = useTranslation();
  return (
    <button type="submit" className="flex w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-sunken">
      <Avatar name={person.name} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-start font-medium">
          {person.name}
        </span>
        <span className="block truncate text-muted">{person.email}</span>
      </span>
      {person.role && <span className="text-muted">{t(`roles.${person.role}`)}</span>}
    </button>
  );
}
