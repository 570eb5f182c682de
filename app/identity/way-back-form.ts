/** A form that only leads on: where to, `returnPath` decides. */
import { z } from "zod";
import { RETURN_PARAM } from "./paths.ts";

export const wayBackForm = z.object({ [RETURN_PARAM]: z.string().optional() });
