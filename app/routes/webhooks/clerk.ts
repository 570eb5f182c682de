import { dataTierContext, requestContext } from "#app/context.ts";
import { receiveWebhook } from "#app/identity/webhook.server.ts";
import type { Route } from "./+types/clerk.ts";

export async function action({ request, context }: Route.ActionArgs) {
  if (context.get(requestContext).area !== "apex") return new Response(null, { status: 404 });
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  const { status } = await receiveWebhook(context.get(dataTierContext), request);
  return new Response(null, { status });
}

export function loader() {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}
