/** Looks into the database itself, past the product: in which schemas of which databases is a project? */
import { withAdmin } from "../db/cluster/admin.ts";
import { adminUrl } from "./database.ts";

type Client = Parameters<Parameters<typeof withAdmin>[1]>[0];

const SCHEMAS = "SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{32}$'";
const DATABASES = "SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'";

/** `database.schema` of each place that has a project of this name. */
export async function whereIsProject(name: string): Promise<string[]> {
  const url = adminUrl();
  const databases = await withAdmin(url, (client) => namesOf(client, DATABASES));
  const places: string[] = [];
  for (const database of databases) {
    const search = (client: Client) => searchIn(client, database, name);
    places.push(...(await unlessGone(withAdmin(url, search, { database }), DATABASE_GONE, [])));
  }
  return places;
}

const namesOf = async (client: Client, text: string): Promise<string[]> =>
  (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);

async function searchIn(client: Client, database: string, project: string): Promise<string[]> {
  const places: string[] = [];
  for (const schema of await namesOf(client, SCHEMAS)) {
    const found = client.query(`SELECT FROM "${schema}".projects WHERE name = $1`, [project]);
    const count = await unlessGone(
      found.then(({ rowCount }) => rowCount ?? 0),
      SCHEMA_GONE,
      0,
    );
    if (count > 0) places.push(`${database}.${schema}`);
  }
  return places;
}

const SCHEMA_GONE = ["3F000", "42P01"];
/** Or dropped with us in it. */
const DATABASE_GONE = ["3D000", "57P01"];

/** Another test's tenant may go between being listed and being read: what is gone has no project. */
async function unlessGone<T>(work: Promise<T>, codes: string[], otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (codes.includes(codeOf(error))) return otherwise;
    throw error;
  }
}

/** The driver's error may be the cause of ours. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
