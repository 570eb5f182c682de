/** What the form of `OtherAddress` takes. */
import { z } from "zod";

/** Signs out whoever is signed in, so that the invited person can go on. */
export const leaveForm = z.object({ intent: z.literal("leave") });
