import { Bell, BellOff } from "lucide-react";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/ui/button.tsx";
import { Card, CardHeader } from "#app/components/ui/card.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";
import type { Discussed } from "./load-discussion.server.ts";

type FollowingFormProps = { projectId: string; following: Discussed["following"] };

/** What the member is told of this project, and the button that changes it. */
export function FollowingForm({ projectId, following }: FollowingFormProps) {
  const { t } = useTranslation();
  const isTold = following === "yours" || following === "following";
  const Icon = isTold ? BellOff : Bell;
  return (
    <Card aria-labelledby="following">
      <CardHeader id="following" title={t("comments.following.title")} />
      <Form
        method="post"
        action={`/projects/${projectId}/followings`}
        className="grid gap-3 px-4 py-3"
        navigate={false}
      >
        <p className="text-muted">{t(`comments.following.${following}`)}</p>
        <input type="hidden" name="choice" value={isTold ? "mute" : "follow"} />
        <SubmitButton variant="secondary" size="sm" pendingLabel={t("comments.following.changing")}>
          <Icon aria-hidden="true" size={14} />
          {t(isTold ? "comments.following.mute" : "comments.following.follow")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
