/** Refuses what is no hostname (400) and what can be nobody's (404), before anything looks for a tenant. */
import { data, type MiddlewareFunction } from "react-router";
import { type Area, clientContext, requestContext } from "#app/context.ts";

export const resolveHostname: MiddlewareFunction<Response> = ({ context }, next) => {
  const { match, area } = context.get(requestContext);
  if (match.area === "invalid") throw data(null, { status: 400 });
  if (area === "none" && !context.get(clientContext).isProbing) throw data(null, { status: 404 });
  return next();
};

/** A guard for one area's routes: their paths are unknown on the hosts of the others. */
export const onlyOn =
  (area: Area): MiddlewareFunction<Response> =>
  ({ context }, next) => {
    if (context.get(requestContext).area !== area) throw data(null, { status: 404 });
    return next();
  };
