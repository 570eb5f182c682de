import { enApex } from "./en-apex.ts";
import { enIdentity } from "./en-identity.ts";
import { enMarketing } from "./en-marketing.ts";
import { enShared } from "./en-shared.ts";
import { enUnsubscribe } from "./en-unsubscribe.ts";

export const texts = {
  ...enShared,
  ...enApex,
  ...enMarketing,
  identity: enIdentity,
  unsubscribe: enUnsubscribe,
} as const;
