/** The database of the server under test, as its admin: for what the product itself would not do. */
import { withAdmin } from "../db/cluster/admin.ts";
import { embeddedUrls } from "../db/embedded/runtime.ts";
import { E2E } from "./server.ts";

export function adminUrl(): string {
  const urls = embeddedUrls(E2E.dataDir);
  if (!urls) throw new Error("No server runs on the test's data folder.");
  return urls.adminUrl;
}

export async function adminQuery(text: string, values: (string | number)[] = []): Promise<void> {
  await withAdmin(adminUrl(), (client) => client.query(text, values));
}
