/** Failures of tenants that change places. */
import { DataTierError } from "./errors.ts";

/** A tenant is between two places, and was so for longer than a request waits. Nothing was written. */
export class TenantMoving extends DataTierError {
  /** The page that tells of it loads itself again. */
  readonly reason = "moving";
  constructor(slug: string) {
    super(503, `The tenant ${slug} is being moved.`, { retryAfterSeconds: 1 });
  }
}

/** What a move needs is not so; the message says what, and what to do. */
export class MoveRefused extends DataTierError {
  constructor(message: string, options?: ErrorOptions) {
    super(409, message, options);
  }
}
