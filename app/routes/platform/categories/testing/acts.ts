/** What the console's forms of shared categories are called in the audit log, and what each is given. */
import { randomUUID } from "node:crypto";
import { addBaseCategory, setBaseCategoryOffered } from "#app/db.server.ts";
import type { DataTier } from "#db/data-tier.ts";

type Given = { params?: Record<string, string>; form: Record<string, string> };
type Acts = Record<string, [action: string, given: () => Promise<Given>]>;

const REASON = "Asked for by many";
const by = { actor: { kind: "system" as const }, reason: REASON };
const names = () => ({ nameEn: `English ${randomUUID()}`, nameEs: `Español ${randomUUID()}` });

export function categoryActs(tier: () => DataTier): Acts {
  const added = async (): Promise<string> => {
    const { nameEn: name, nameEs: es } = names();
    const id = await tier().controlDb.write((tx) => addBaseCategory(tx, { name, translations: { es } }, by));
    return id ?? "";
  };
  const form = { reason: REASON };
  return {
    categories: ["category.add", async () => ({ form: { ...names(), ...form } })],
    ":categoryId": [
      "category.rename",
      async () => ({ params: { categoryId: await added() }, form: { ...names(), ...form } }),
    ],
    retirements: ["category.retire", async () => ({ params: { categoryId: await added() }, form })],
    offers: [
      "category.offer",
      async () => {
        const categoryId = await added();
        await tier().controlDb.write((tx) => setBaseCategoryOffered(tx, categoryId, false, by));
        return { params: { categoryId }, form };
      },
    ],
  };
}
