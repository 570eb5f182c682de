/** Pure: what is loaded once and kept, and tried again where loading it failed. */

/**
 * Answers what `make` made, the same at every call, until `load` has failed: then another is made for the
 * next visit that asks. Within one visit it stays failed: who waits is shown that it failed, and is not kept
 * waiting by attempts without an end.
 */
export function retried<Loaded, Made>(
  load: () => Promise<Loaded>,
  make: (load: () => Promise<Loaded>) => Made,
): (visit: string) => Made {
  let current: { made: Made; failedIn: string | undefined } | undefined;
  const attempt = (visit: string): Made => {
    const one: { made: Made; failedIn: string | undefined } = {
      failedIn: undefined,
      made: make(() =>
        load().catch((error: unknown) => {
          one.failedIn = visit;
          throw error;
        }),
      ),
    };
    current = one;
    return one.made;
  };
  return (visit) =>
    current && (current.failedIn === undefined || current.failedIn === visit) ? current.made : attempt(visit);
}
