import { Avatar } from "#app/components/ui/avatar.tsx";
import { Card } from "#app/components/ui/card.tsx";

/** Whom the page is about, who sits in front of it. */
export const PersonCard = ({ name, email }: { name: string; email: string }) => (
  <Card className="flex items-center gap-3 px-4 py-3">
    <Avatar name={name} />
    <div className="min-w-0">
      <p dir="auto" className="truncate font-medium">
        {name}
      </p>
      <p className="truncate text-muted">{email}</p>
    </div>
  </Card>
);
