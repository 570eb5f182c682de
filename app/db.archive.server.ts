/** The data tier's doors for archives that are taken by themselves. */

export { drillArchives } from "#db/archive/drill.ts";
export { keepingOf } from "#db/archive/keeping.ts";
export { requestArchive } from "#db/archive/request-archive.ts";
export { pruneArchives, takeDueArchives } from "#db/archive/scheduled.ts";
export { type Taken, takeArchive } from "#db/archive/take-archive.ts";
export { type ArchiveStanding, listArchiveStandings } from "#db/control/archive-standing.ts";
export { ARCHIVE_TENANT_JOB } from "#db/control/archives.ts";
