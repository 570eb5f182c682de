/** The provider's SDK, at the stand-in that runs. */
import type { ClerkClient } from "@clerk/backend";
import { clerkClient } from "../../clerk/client.server.ts";
import { localOptions } from "../local-provider.server.ts";

export const localClient = (): ClerkClient => clerkClient(localOptions());
