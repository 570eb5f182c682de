import { data } from "react-router";
import { z } from "zod";

const runId = z.uuid();

/** The id in an address. What is no UUID is no run: 404, before any query. */
export function requireRunId(value: string): string {
  const id = runId.safeParse(value);
  if (!id.success) throw data(null, { status: 404 });
  return id.data;
}
