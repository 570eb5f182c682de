/** Looks into the database itself, past the product: in which schemas of which databases is a project? */
import { withAdmin } from "../db/cluster/admin.ts";
import { adminUrl } from "./database.ts";

const SCHEMAS = "SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{32}$'";
const DATABASES = "SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'";

/** `database.schema` of each place that has a project of this name. */
export async function whereIsProject(name: string): Promise<string[]> {
  const url = adminUrl();
  const databases = await withAdmin(url, async (client) => (await client.query(DATABASES)).rows);
  const places: string[] = [];
  for (const database of databases as { name: string }[]) {
    const search = (client: Parameters<Parameters<typeof withAdmin>[1]>[0]) =>
      searchIn(client, database.name, name);
    places.push(...(await withAdmin(url, search, { database: database.name })));
  }
  return places;
}

async function searchIn(
  client: Parameters<Parameters<typeof withAdmin>[1]>[0],
  database: string,
  project: string,
): Promise<string[]> {
  const places: string[] = [];
  for (const { name } of (await client.query<{ name: string }>(SCHEMAS)).rows) {
    const { rowCount } = await client.query(`SELECT FROM "${name}".projects WHERE name = $1`, [project]);
    if (rowCount) places.push(`${database}.${name}`);
  }
  return places;
}
