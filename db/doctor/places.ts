/**
 * Each tenant's place is where the control plane believes it to be, and no schema is there that nobody's is.
 * The two part where one of them was brought back from an older copy.
 */
import type { Client } from "pg";
import { type KnownPlace, listKnownPlaces } from "../control/places.ts";
import type { DataTier } from "../data-tier.ts";
import { type Finding, failed, ok, weak } from "./verdict.ts";

const CHECK = "places";
/** Named in a finding. */
const NAMED = 3;

/** Schemas of tenants in the database that they share, and whether their role may read them. */
const SCHEMAS = `
  SELECT n.nspname AS name, has_schema_privilege(r.oid, n.oid, 'USAGE')
      AND has_table_privilege(r.oid, m.oid, 'SELECT') AS "isOpen"
    FROM pg_namespace n LEFT JOIN pg_roles r ON r.rolname = n.nspname
    LEFT JOIN pg_class m ON m.relnamespace = n.oid AND m.relname = '_migrations'
   WHERE n.nspname ~ '^t_[0-9a-f]{32}$'`;
const DATABASES =
  "SELECT datname AS name FROM pg_database WHERE datname ~ '^t_[0-9a-f]{32}$' AND datconnlimit <> -2";

/** `admin`: in the database that the cluster's tenants share. */
export async function checkPlaces(tier: DataTier, admin: Client, cluster: string): Promise<Finding[]> {
  // In this order: what is made meanwhile is written down first.
  const before = await schemasOf(admin);
  const databases = new Set((await admin.query<{ name: string }>(DATABASES)).rows.map(({ name }) => name));
  const known = await tier.controlDb.read((tx) => listKnownPlaces(tx, cluster));
  // What is dropped meanwhile is written down last.
  const after = await schemasOf(admin);
  const isThere = (place: KnownPlace) =>
    place.kind === "database" ? databases.has(place.database) : before.get(place.schema) === true;
  const without = known.filter((place) => place.isSettled && !isThere(place)).map(({ slug }) => slug);
  const names = new Set(known.filter(({ kind }) => kind === "schema").map(({ schema }) => schema));
  const strays = [...before.keys()].filter((name) => after.has(name) && !names.has(name));
  const findings: Finding[] = [];
  if (without.length > 0)
    findings.push(
      failed(
        CHECK,
        `Not where the control plane believes: ${named(without)}. Restore an archive into each, or the control plane as it was later.`,
      ),
    );
  if (strays.length > 0)
    findings.push(
      weak(
        CHECK,
        `Schemas of no tenant that the control plane knows: ${named(strays)}. Drop what nobody misses.`,
      ),
    );
  return findings.length > 0 ? findings : [ok(CHECK, "every tenant's place is there, and no other")];
}

async function schemasOf(admin: Client): Promise<Map<string, boolean>> {
  const { rows } = await admin.query<{ name: string; isOpen: boolean | null }>(SCHEMAS);
  return new Map(rows.map(({ name, isOpen }) => [name, isOpen === true]));
}

const named = (names: string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`
    : names.join(", ");
