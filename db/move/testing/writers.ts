/** Members who write while their tenant moves, and keep count of what was acknowledged. */
import { onTestFinished } from "vitest";
import type { DataTier } from "../../data-tier.ts";
import { DataTierError } from "../../errors.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { createProject } from "../../tenant/projects.ts";

const HTTP_UNAVAILABLE = 503;

/** As a request does: what is answered 503 is not acknowledged, and the next one is tried. */
export function startWriting(tier: DataTier, tenant: Tenant, actor: { id: string }, writers = 3) {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  let isOver = false;
  // A test that fails writes no further.
  onTestFinished(() => {
    isOver = true;
  });
  const add = (name: string) =>
    tier.tenantRouter.connect(tenant).write((tx) =>
      createProject(tx, actor, {
        ...{ name, description: "", status: "active", isPublic: true, categoryIds: [] },
      }),
    );
  const all = Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; !isOver; n++) {
        const name = `writer ${writer}, ${n}`;
        try {
          await add(name);
        } catch (error) {
          if (error instanceof DataTierError && error.status === HTTP_UNAVAILABLE) continue;
          throw error;
        }
        written.push(name);
        for (const tell of waiting.splice(0)) tell();
      }
    }),
  );
  return {
    written,
    /** Once so many more were acknowledged. Throws what a writer threw. */
    async more(count: number): Promise<void> {
      const until = written.length + count;
      while (written.length < until)
        await Promise.race([all, new Promise<void>((resolve) => waiting.push(resolve))]);
    },
    async stop(): Promise<void> {
      isOver = true;
      await all;
    },
  };
}
