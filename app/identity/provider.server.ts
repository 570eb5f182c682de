import { rootAuthLoader } from "@clerk/react-router/server";
import type { LoaderFunctionArgs } from "react-router";
import { env } from "#app/env.server.ts";

/** For the apex layout's loader; feeds `<IdentityProvider>`. */
export async function identityLoader(
  args: LoaderFunctionArgs,
): Promise<{ kind: "clerk" | "local"; clerkState?: unknown }> {
  if (env.identity === "local") return { kind: "local" };
  const state = (await rootAuthLoader(args)) as { clerkState: unknown };
  return { kind: "clerk", clerkState: state.clerkState };
}
