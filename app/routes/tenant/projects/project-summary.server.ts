import type { RouterContextProvider } from "react-router";
import type { Member } from "#app/context.ts";
import type { TenantTx } from "#app/db.server.ts";
import {
  countProjectsBySpan,
  countProjectsByStatus,
  hasProjects,
  listRecentProjects,
  listWaitingProjects,
  MOST_COUNTED,
} from "#app/db.tenant.server.ts";
import { effectiveTimeZone } from "#app/http/preferences.server.ts";
import { getI18n } from "#app/i18n/i18n.server.ts";
import { monthStarts } from "#app/i18n/zoned-days.ts";
import { can, projectReach } from "#app/permissions.ts";
import { drawMonths, drawStatuses } from "./project-charts.server.tsx";

const RECENT_PROJECTS = 5;
const WAITING_PROJECTS = 3;
const MONTHS = 12;

type Args = { request: Request; context: Readonly<RouterContextProvider> };
/** When each month begins, in this zone. */
type Months = { starts: Date[]; timeZone: string };

export async function monthsOf(args: Args): Promise<Months> {
  const timeZone = await effectiveTimeZone(args);
  return { starts: monthStarts(Date.now(), MONTHS, timeZone), timeZone };
}

/** What the dashboard tells of projects. */
export async function loadProjectSummary(tx: TenantTx, member: Member, { starts, timeZone }: Months) {
  const reach = projectReach(member, "view");
  const [counts, created, recent, waiting, isStarted] = await Promise.all([
    countProjectsByStatus(tx, reach),
    countProjectsBySpan(tx, reach, starts),
    listRecentProjects(tx, reach, RECENT_PROJECTS),
    listWaitingProjects(tx, reach, member.id, WAITING_PROJECTS),
    hasProjects(tx),
  ]);
  return {
    counts,
    /** Counted no further. */
    most: MOST_COUNTED,
    months: starts.map((start, at) => ({ start, count: created[at] ?? 0 })),
    timeZone,
    recent,
    waiting,
    isStarted,
    canCreate: can(member, "projects:create"),
  };
}

type Loaded = Awaited<ReturnType<typeof loadProjectSummary>>;

/** With the charts of its figures. */
export async function drawn({ context }: Pick<Args, "context">, summary: Loaded) {
  const i18n = await getI18n(context);
  return {
    ...summary,
    charts: { statuses: drawStatuses(i18n, summary), months: drawMonths(i18n, summary) },
  };
}

export type ProjectSummary = Awaited<ReturnType<typeof drawn>>;
