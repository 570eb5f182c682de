/** How the server would run what a piece of work really asks: the indexes that its plans name. */
import pg from "pg";
import { vi } from "vitest";
import { withAdmin } from "../cluster/admin.ts";

type Statement = { text: string; values: unknown[] };
type Node = { "Index Name"?: string; "Node Type": string; "Relation Name"?: string; Plans?: Node[] };

/** The queries that this process sends while `work` runs; without what only opens and closes transactions. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return sent.mock.calls
      .map(toStatement)
      .filter(({ text }) => /^\s*(select|with|update|delete)\b/i.test(text));
  } finally {
    sent.mockRestore();
  }
}

function toStatement([query, values]: unknown[]): Statement {
  if (typeof query === "string") return { text: query, values: Array.isArray(values) ? values : [] };
  const { text = "", values: own } = query as { text?: string; values?: unknown[] };
  return { text, values: own ?? (Array.isArray(values) ? values : []) };
}

/** What reads a table: an index by its name, or `seq scan TABLE`. `schema`: of a tenant's own tables. */
export async function accessPathsOf(
  adminUrl: string,
  work: () => Promise<unknown>,
  schema?: string,
): Promise<string[]> {
  const statements = await statementsOf(work);
  return withAdmin(adminUrl, async (client) => {
    if (schema) await client.query(`SET search_path = "${schema}", extensions`);
    const paths: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>({
        text: `EXPLAIN (FORMAT JSON) ${text}`,
        values,
      });
      for (const row of rows) paths.push(...pathsIn(row["QUERY PLAN"][0].Plan));
    }
    return paths;
  });
}

function pathsIn(node: Node): string[] {
  const own =
    node["Index Name"] ?? (node["Node Type"] === "Seq Scan" ? `seq scan ${node["Relation Name"]}` : "");
  return [own, ...(node.Plans ?? []).flatMap(pathsIn)].filter(Boolean);
}
