/** What the form that asks for an export takes. */
import { z } from "zod";

export const dataExportForm = z.object({
  format: z.enum(["json", "csv"], "dataExport.errors.format"),
  withTrash: z.boolean().default(false),
});
