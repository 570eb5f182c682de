/** Counting what is open, by who opened it: bounded in all, for each tenant and for each person. */

type Who = { tenantId: string; userId: string };
type Limits = { process: number; tenant: number; person: number };

export type OpenPlaces = {
  /** Answers how to give it back, once or more often; undefined where there is no room. */
  take(who: Who): (() => void) | undefined;
  count(): number;
};

export function openPlaces(limits: Limits): OpenPlaces {
  let all = 0;
  const held = new Map<string, number>();
  const countOf = (key: string) => held.get(key) ?? 0;
  const add = (key: string, by: 1 | -1) => {
    const count = countOf(key) + by;
    if (count > 0) held.set(key, count);
    else held.delete(key);
  };
  return {
    take: ({ tenantId, userId }) => {
      const [tenant, person] = [`tenant ${tenantId}`, `person ${userId}`];
      if (all >= limits.process || countOf(tenant) >= limits.tenant || countOf(person) >= limits.person)
        return undefined;
      const change = (by: 1 | -1) => {
        all += by;
        add(tenant, by);
        add(person, by);
      };
      change(1);
      let isHeld = true;
      return () => {
        if (isHeld) change(-1);
        isHeld = false;
      };
    },
    count: () => all,
  };
}
