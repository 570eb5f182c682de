/**
 * All of a tenant's data as a file that its owners take along. A file is offered when its last piece is
 * written, and not before; what is begun anew has another attempt, and no piece of the one before.
 */
import { and, desc, eq, gt, inArray, ne, notInArray, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import { tellChanged } from "../routing/own-channel.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { dataExports, EXPORT_DAYS, exportChunks } from "./schema-exports.ts";

/** Files that are kept at one time: the oldest makes room for the next. */
export const MAX_EXPORTS = 3;
/** Of one file. */
export const MAX_EXPORT_BYTES = 536_870_912;
/** Of one row, and of what is in memory of a file that is read or written. */
export const EXPORT_CHUNK_BYTES = 262_144;
/** After so long without a sign of life whoever made it is gone: another may be asked for. */
const EXPORT_STALLED_MINUTES = 10;
/** So often it is begun, then it has failed. */
const MAX_EXPORT_ATTEMPTS = 5;

type Row = typeof dataExports.$inferSelect;
export type DataExport = Row & {
  /** Waits or is being made, and somebody is at it. */
  isUnderWay: boolean;
  expiresAt: Date;
};
export type ExportWish = { askedBy: string; format: Row["format"]; withTrash: boolean };

/** Somebody asked for another one while one is being made. */
export class ExportUnderWay extends Error {
  constructor() {
    super("An export is being made already.");
    this.name = "ExportUnderWay";
  }
}

const OPEN = ["waiting", "running"] as const;
const isOpen = inArray(dataExports.state, [...OPEN]);
const isAlive = sql<boolean>`${dataExports.touchedAt} > now() - make_interval(mins => ${EXPORT_STALLED_MINUTES})`;
const expiresAt = sql<Date>`${dataExports.createdAt} + make_interval(days => ${EXPORT_DAYS})`.mapWith(
  dataExports.createdAt,
);
const isNotOver = gt(expiresAt, sql`now()`);

/** Those that are not over, the newest first. */
export async function listExports(tx: TenantTx): Promise<DataExport[]> {
  const rows = await tx
    .select({ row: dataExports, isAlive, expiresAt })
    .from(dataExports)
    .where(isNotOver)
    .orderBy(desc(dataExports.id))
    .limit(MAX_EXPORTS);
  return rows.map(({ row, isAlive: isWorkedOn, expiresAt: until }) => ({
    ...row,
    isUnderWay: OPEN.some((state) => state === row.state) && isWorkedOn,
    expiresAt: until,
  }));
}

/** Answers its id. Throws ExportUnderWay. */
export async function askForExport(tx: TenantTx, wish: ExportWish): Promise<string> {
  // Who asks at the same moment waits here, and finds this one.
  await tx.execute(sql`lock table ${dataExports} in share row exclusive mode`);
  const [underWay] = await tx
    .select({ id: dataExports.id })
    .from(dataExports)
    .where(and(isOpen, isAlive))
    .limit(1);
  if (underWay) throw new ExportUnderWay();
  const id = newId();
  await tx.delete(dataExports).where(isOpen);
  await tx.insert(dataExports).values({ ...wish, id });
  const kept = tx
    .select({ id: dataExports.id })
    .from(dataExports)
    .orderBy(desc(dataExports.id))
    .limit(MAX_EXPORTS);
  await tx.delete(dataExports).where(notInArray(dataExports.id, kept));
  await tellChanged(tx, "export");
  return id;
}

/** Nobody is left to make it, as where it could not be handed to a worker. */
export const forgetExport = async (tx: TenantTx, id: string): Promise<void> =>
  void (await tx.delete(dataExports).where(eq(dataExports.id, id)));

export type Attempt = Pick<Row, "id" | "format" | "withTrash" | "attempt">;

/**
 * Begins, or begins anew. Undefined where there is nothing to make: it is made, over or gone, or was begun as
 * often as it may be.
 */
export async function beginExport(tx: TenantTx, id: string): Promise<Attempt | undefined> {
  const [begun] = await tx
    .update(dataExports)
    .set({
      state: sql`case when ${dataExports.attempt} < ${MAX_EXPORT_ATTEMPTS} then 'running' else 'failed' end`,
      attempt: sql`${dataExports.attempt} + 1`,
      rowsTotal: 0,
      rowsWritten: 0,
      bytes: 0,
      touchedAt: sql`now()`,
    })
    .where(and(eq(dataExports.id, id), isOpen))
    .returning();
  if (!begun) return undefined;
  await tx.delete(exportChunks).where(eq(exportChunks.exportId, id));
  await tellChanged(tx, "export");
  return begun.state === "running" ? begun : undefined;
}

export type Progress = { rowsTotal: number; rowsWritten: number; bytes: number };
const isOf = ({ id, attempt }: Attempt) =>
  and(eq(dataExports.id, id), eq(dataExports.attempt, attempt), eq(dataExports.state, "running"));

/** Another attempt was begun, or the export is gone: whoever was at it stops. */
export class ExportOvertaken extends Error {
  constructor() {
    super("Another attempt at this export was begun, or it is gone.");
    this.name = "ExportOvertaken";
  }
}

/** The next piece. Throws ExportOvertaken. */
export async function writeChunk(
  tx: TenantTx,
  attempt: Attempt,
  chunk: { ordinal: number; bytes: Buffer },
  progress: Progress,
): Promise<void> {
  const noted = await tx
    .update(dataExports)
    .set({ ...progress, touchedAt: sql`now()` })
    .where(isOf(attempt));
  if (noted.rowCount !== 1) throw new ExportOvertaken();
  await tx.insert(exportChunks).values({ ...chunk, exportId: attempt.id, attempt: attempt.attempt });
}

/** Its last piece is written: from here on it is offered. Throws ExportOvertaken. */
export async function finishExport(tx: TenantTx, attempt: Attempt, progress: Progress): Promise<void> {
  await endExport(tx, attempt, { ...progress, state: "ready", finishedAt: new Date() });
}

/** It has more than `MAX_EXPORT_BYTES`: nothing of it stays. */
export async function refuseExport(tx: TenantTx, attempt: Attempt): Promise<void> {
  await endExport(tx, attempt, { state: "tooLarge", finishedAt: new Date() });
  await tx.delete(exportChunks).where(eq(exportChunks.exportId, attempt.id));
}

async function endExport(tx: TenantTx, attempt: Attempt, set: Partial<Row>): Promise<void> {
  const ended = await tx.update(dataExports).set(set).where(isOf(attempt));
  if (ended.rowCount !== 1) throw new ExportOvertaken();
  await tellChanged(tx, "export");
}

export type ReadyExport = Pick<Row, "id" | "format" | "createdAt" | "bytes" | "attempt">;

/** One that can be downloaded: its last piece is written, and its days are not over. */
export async function getReadyExport(tx: TenantTx, id: string): Promise<ReadyExport | undefined> {
  const [found] = await tx
    .select()
    .from(dataExports)
    .where(and(eq(dataExports.id, id), eq(dataExports.state, "ready"), isNotOver));
  return found;
}

/** Undefined after the last one, and where the file is gone meanwhile. */
export async function readChunk(
  tx: TenantTx,
  { id, attempt }: Pick<ReadyExport, "id" | "attempt">,
  ordinal: number,
): Promise<Buffer | undefined> {
  const [chunk] = await tx
    .select({ bytes: exportChunks.bytes })
    .from(exportChunks)
    .where(
      and(
        eq(exportChunks.exportId, id),
        eq(exportChunks.attempt, attempt),
        eq(exportChunks.ordinal, ordinal),
      ),
    );
  return chunk?.bytes;
}

/** All files, as when somebody who is in them is erased. Answers how many. */
export async function deleteExports(tx: TenantTx): Promise<number> {
  const gone = await tx.delete(dataExports).where(ne(dataExports.state, "waiting"));
  if (gone.rowCount) await tellChanged(tx, "export");
  return gone.rowCount ?? 0;
}
