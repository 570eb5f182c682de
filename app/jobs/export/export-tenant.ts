/**
 * All of a tenant's data as a file for its owners. What was begun and not finished is begun anew, and no part
 * of it is ever offered.
 */
import { z } from "zod";
import { type DataTier, EXPORT_JOB, type Tenant, type TenantDb, withExportRows } from "#app/db.server.ts";
import {
  type Attempt,
  beginExport,
  EXPORT_CHUNK_BYTES,
  ExportOvertaken,
  finishExport,
  MAX_EXPORT_BYTES,
  type Progress,
  refuseExport,
  writeChunk,
} from "#app/db.tenant.server.ts";
import { tenantJob } from "../tenant-job.ts";
import { asCsvs, asJson } from "./export-file.ts";

/** It reads; what it writes is its own file, and no member's. */
const EVEN_READ_ONLY = { evenReadOnly: true };

const Payload = z.object({ exportId: z.uuid() });

class ExportTooLarge extends Error {}

type ExportLimits = { maxBytes: number; chunkBytes: number };
const LIMITS: ExportLimits = { maxBytes: MAX_EXPORT_BYTES, chunkBytes: EXPORT_CHUNK_BYTES };

export const exportTenant = (tier: DataTier, limits = LIMITS) =>
  tenantJob(
    tier,
    EXPORT_JOB,
    async (tenant, tenantDb, payload) => {
      const { exportId } = Payload.parse(payload);
      const attempt = await tenantDb.write((tx) => beginExport(tx, exportId), EVEN_READ_ONLY);
      if (attempt) await make(tier, { tenant, tenantDb, attempt, limits });
    },
    EVEN_READ_ONLY,
  );

type Making = { tenant: Tenant; tenantDb: TenantDb; attempt: Attempt; limits: ExportLimits };

/** What fails otherwise is tried again by the queue, as often as `beginExport` lets it. */
async function make(tier: DataTier, making: Making): Promise<void> {
  const { tenantDb, attempt } = making;
  try {
    await writeFile(tier, making);
  } catch (error) {
    if (error instanceof ExportOvertaken) return;
    if (!(error instanceof ExportTooLarge)) throw error;
    await tenantDb.write((tx) => refuseExport(tx, attempt), EVEN_READ_ONLY);
  }
}

const writeFile = (tier: DataTier, { tenant, tenantDb, attempt, limits }: Making): Promise<void> =>
  // Where it is by now, if it has moved since the job was begun.
  withExportRows(tier, tenantDb.tenant, attempt, async (tables) => {
    const rowsTotal = tables.reduce((sum, { count }) => sum + count, 0);
    const progress: Progress = { rowsTotal, rowsWritten: 0, bytes: 0 };
    const { name, slug } = tenant;
    const facts = { workspace: { name, slug }, takenAt: new Date(), withTrash: attempt.withTrash };
    const write = attempt.format === "json" ? asJson : asCsvs;
    const pieces = write(tables, facts, (count) => {
      progress.rowsWritten += count;
    });
    let ordinal = 0;
    for await (const bytes of inChunks(pieces, limits.chunkBytes)) {
      progress.bytes += bytes.length;
      if (progress.bytes > limits.maxBytes) throw new ExportTooLarge();
      const chunk = { ordinal: ordinal++, bytes };
      await tenantDb.write((tx) => writeChunk(tx, attempt, chunk, progress), EVEN_READ_ONLY);
    }
    await tenantDb.write((tx) => finishExport(tx, attempt, progress), EVEN_READ_ONLY);
  });

/** Of exactly `size` bytes, but the last one. */
async function* inChunks(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= size; from += size) yield all.subarray(from, from + size);
    held = [all.subarray(from)];
    bytes = all.length - from;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
