/** A file that is no archive, or one that cannot be trusted; nothing was written. The message says why. */
import { DataTierError } from "../errors.ts";

export class ArchiveRefused extends DataTierError {
  constructor(why: string, options?: ErrorOptions) {
    super(400, why, options);
  }
}
