/** What the platform does to many tenants, or to one for a long time: migrations, moves, archives. */
import { eq } from "drizzle-orm";
import { declare, type TableDeclaration } from "../declaration.ts";
import { KEPT_DAYS } from "./retention.ts";
import { archives } from "./schema/archives.ts";
import { migrationResults, migrationRuns } from "./schema/migrations.ts";
import { moves } from "./schema/moves.ts";
import { replacements } from "./schema/replacements.ts";

export const RUNS: TableDeclaration[] = [
  declare(moves, "platform", {
    columns: {
      id: "plain",
      tenantId: "plain",
      method: "plain",
      phase: "plain",
      fromKind: "plain",
      fromCluster: "plain",
      fromDatabase: "plain",
      fromLogin: "plain",
      fromSealedPassword: "secret",
      toKind: "plain",
      toCluster: "plain",
      toDatabase: "plain",
      toLogin: "plain",
      toSealedPassword: "secret",
      startedBy: "plain",
      startedAt: "plain",
      phaseAt: "plain",
      arrivedAt: "plain",
      expectedPauseMs: "plain",
      pauseMs: "plain",
      reapAfter: "plain",
      finishedAt: "plain",
      progress: "plain",
      error: "text",
    },
    retention: [{ days: KEPT_DAYS.moves, since: moves.finishedAt }],
  }),
  declare(replacements, "platform", {
    columns: {
      id: "plain",
      tenantId: "plain",
      phase: "plain",
      takenAt: "plain",
      statusBefore: "plain",
      startedBy: "plain",
      startedAt: "plain",
      replacedAt: "plain",
      finishedAt: "plain",
      error: "text",
    },
    retention: [{ days: KEPT_DAYS.replacements, since: replacements.finishedAt }],
  }),
  declare(archives, "platform", {
    columns: {
      id: "plain",
      tenantId: "plain",
      state: "plain",
      address: "plain",
      takenAt: "plain",
      bytes: "plain",
      rows: "plain",
      verifiedAt: "plain",
      drilledAt: "plain",
      drillError: "text",
      removedAt: "plain",
      error: "text",
    },
    retention: [
      { days: KEPT_DAYS.archives, since: archives.removedAt },
      { days: KEPT_DAYS.archives, since: archives.takenAt, when: eq(archives.state, "failed") },
    ],
  }),
  declare(migrationRuns, "platform", {
    columns: {
      id: "plain",
      command: "plain",
      state: "plain",
      target: "plain",
      startedBy: "plain",
      total: "plain",
      reason: "plain",
      startedAt: "plain",
      heartbeatAt: "plain",
      finishedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.migrationRuns, since: migrationRuns.finishedAt }],
  }),
  declare(migrationResults, "platform", {
    columns: {
      runId: "plain",
      tenantId: "plain",
      cluster: "plain",
      state: "plain",
      fromVersion: "plain",
      toVersion: "plain",
      attempts: "plain",
      durationMs: "plain",
      sqlState: "plain",
      error: "text",
      migration: "plain",
      statement: "plain",
      finishedAt: "plain",
    },
    retention: [{ days: KEPT_DAYS.migrationResults, since: migrationResults.finishedAt }],
  }),
];
