/** Who answers for this installation, as far as whoever runs it said so. */
import { env } from "#app/env.server.ts";

export type Responsible = { operator: string | undefined; host: string; writeTo: string | undefined };

export const responsible = (): Responsible => ({
  operator: env.OPERATOR,
  host: env.baseUrl.host,
  writeTo: env.SUPPORT_EMAIL,
});
