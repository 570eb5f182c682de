import { data } from "react-router";
import { z } from "zod";

const uuid = z.uuid();

/** The id in an address. What is no UUID is nobody's: 404, before any query. */
export function requireUuid(value: string | undefined): string {
  const id = uuid.safeParse(value);
  if (!id.success) throw data(null, { status: 404 });
  return id.data;
}
