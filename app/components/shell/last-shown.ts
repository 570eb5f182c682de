import { useEffect } from "react";
import { NotReached } from "#app/http/not-reached.ts";

/**
 * What a shell showed last in this document: where nobody answered, nothing says that it is not so any more.
 * Kept by an effect, so never on the server, where a module serves everybody.
 */
export function lastShown<T>() {
  let last: T | undefined;
  return {
    useKeep(shown: T): void {
      useEffect(() => {
        last = shown;
      }, [shown]);
    },
    whereNotReached: (error: unknown): T | undefined => (error instanceof NotReached ? last : undefined),
  };
}
