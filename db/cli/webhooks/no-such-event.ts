import { UsageError } from "../exit.ts";

export const noSuchEvent = (id: string): UsageError =>
  new UsageError(`There is no message ${JSON.stringify(id)}. \`tenantry webhooks list\` shows the latest.`);
