/** First of the chain: what the server would not let in ends here, with a page. */
import { data, type MiddlewareFunction } from "react-router";
import { clientContext } from "#app/context.ts";

export const refuse: MiddlewareFunction<Response> = ({ context }, next) => {
  const { refusal } = context.get(clientContext);
  if (refusal) throw data(null, refusal);
  return next();
};
