/** Copies of all the rest that owners asked for: whatever carries a tenant anywhere leaves them behind. */
import { declare, type TableDeclaration } from "../declaration.ts";
import { dataExports, EXPORT_DAYS, exportChunks } from "./schema-exports.ts";

export const EXPORT_TABLES: TableDeclaration[] = [
  declare(dataExports, "tenant", {
    isMoved: false,
    columns: {
      id: "plain",
      askedBy: "personId",
      format: "plain",
      withTrash: "plain",
      state: "plain",
      attempt: "plain",
      rowsTotal: "plain",
      rowsWritten: "plain",
      bytes: "plain",
      createdAt: "plain",
      touchedAt: "plain",
      finishedAt: "plain",
    },
    retention: [{ days: EXPORT_DAYS, since: dataExports.createdAt }],
  }),
  declare(exportChunks, "tenant", {
    isMoved: false,
    columns: { exportId: "plain", attempt: "plain", ordinal: "plain", bytes: "text" },
  }),
];
