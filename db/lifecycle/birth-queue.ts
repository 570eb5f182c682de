/**
 * Births that are asked for at the same time share a flight: one GRANT, one commit, and a backend that knows
 * the way.
 */
import { batched } from "../control/batched.ts";
import { type Birth, giveBirth, type Newborn } from "./birth.ts";

type Born = Awaited<ReturnType<typeof giveBirth>>;
type Place = Pick<Birth, "adminUrl" | "login">;

/**
 * Schemas in one transaction; transactions in one cluster at a time. The more tables a transaction makes, the
 * longer each takes: of many schemas, few at once are made faster.
 */
const BIRTH_LIMITS = { maxBatch: 3, runsAtOnce: 2 };

/** By cluster and login; as many as there are clusters. */
const queues = new Map<string, (newborn: Newborn) => Promise<Born>>();

/** Like `giveBirth` of one schema. Where the births of a flight cannot all be, each is tried by itself. */
export function birthInBatch(place: Place, newborn: Newborn): Promise<Born> {
  const key = `${place.login} ${place.adminUrl}`;
  const known = queues.get(key) ?? batched((newborns: Newborn[]) => allOrEach(place, newborns), BIRTH_LIMITS);
  queues.set(key, known);
  return known(newborn);
}

async function allOrEach(place: Place, newborns: Newborn[]): Promise<Born[]> {
  const together = await giveBirth({ ...place, newborns }).catch((error: unknown) => {
    if (newborns.length === 1) throw error;
    return undefined;
  });
  if (together || newborns.length === 1) return newborns.map(() => together);
  const born: Born[] = [];
  for (const newborn of newborns) born.push(await giveBirth({ ...place, newborns: [newborn] }));
  return born;
}
