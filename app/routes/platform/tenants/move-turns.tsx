import { data, redirect } from "react-router";
import { ActionForm } from "#app/components/ui/action-form.tsx";
import { Alert } from "#app/components/ui/alert.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { dataTierContext } from "#app/context.ts";
import { allowsTurn, getOpenMove, MoveRefused, queueMove, turnMove } from "#app/db.move.server.ts";
import { flashCookie } from "#app/http/flash.server.ts";
import { readForm } from "#app/http/form.server.ts";
import { useTranslation } from "#app/i18n/translation.tsx";
import { staffActor } from "#app/routes/platform/parts/staff-actor.server.ts";
import { WhatHappens } from "#app/routes/platform/parts/what-happens.tsx";
import { confirmation } from "#app/routes/platform/tenants/action-rules.ts";
import { requireTenant } from "#app/routes/platform/tenants/require-tenant.server.ts";
import { isMoveTurn, type MoveTurn } from "#app/routes/platform/tenants/turns.ts";
import type { Route } from "./+types/move-turns.ts";

function requireTurn(turn: string): MoveTurn {
  if (isMoveTurn(turn)) return turn;
  throw data(null, { status: 404 });
}

export async function loader({ context, params }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const turn = requireTurn(params.turn);
  const { id, slug } = await requireTenant(tier, params.tenantId);
  const move = await tier.controlDb.read((tx) => getOpenMove(tx, id));
  const isAllowed = move !== undefined && allowsTurn(move, turn);
  return data({ turn, tenant: { id, slug }, isAllowed }, { status: isAllowed ? 200 : 409 });
}

/** Written down here; the worker does it. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const tier = context.get(dataTierContext);
  const turn = requireTurn(params.turn);
  const { id, slug } = await requireTenant(tier, params.tenantId);
  const submission = await readForm(request, confirmation);
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  try {
    await tier.controlDb.write(async (tx) => {
      await turnMove(tx, id, turn, { actor: staffActor(context) });
      await queueMove(tx, id);
    });
  } catch (error) {
    if (!(error instanceof MoveRefused)) throw error;
    return data(submission.reply({ formErrors: ["platform.move.refused"] }), { status: error.status });
  }
  const cookie = await flashCookie({ key: `platform.move.${turn}.done`, name: slug });
  return redirect(`/platform/tenants/${id}`, { status: 303, headers: { "Set-Cookie": cookie } });
}

const LINES = ["one", "two"] as const;

export default function MoveTurns({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { turn, tenant, isAllowed } = loaderData;
  const back = `/platform/tenants/${tenant.id}`;
  return (
    <Page
      title={t(`platform.move.${turn}.title`, { name: tenant.slug })}
      crumbs={[
        { to: "/platform/tenants", label: t("platform.tenants.title") },
        { to: back, label: tenant.slug },
      ]}
      width="column"
    >
      {isAllowed || actionData ? (
        <>
          <WhatHappens lines={LINES.map((line) => t(`platform.move.${turn}.what.${line}`))} />
          <ActionForm
            fields={[]}
            lastResult={actionData}
            isHarmful={turn === "finish"}
            submitLabel={t(`platform.move.${turn}.submit`)}
            pendingLabel={t(`platform.move.${turn}.pending`)}
            keepLabel={t("platform.actions.keep")}
            keepTo={back}
          />
        </>
      ) : (
        <>
          <Alert tone="warning">{t("platform.move.refused")}</Alert>
          <div>
            <ButtonLink to={back}>{t("platform.actions.keep")}</ButtonLink>
          </div>
        </>
      )}
    </Page>
  );
}
