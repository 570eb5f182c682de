import { esApex } from "./es-apex.ts";
import { esIdentity } from "./es-identity.ts";
import { esMarketing } from "./es-marketing.ts";
import { esShared } from "./es-shared.ts";
import { esUnsubscribe } from "./es-unsubscribe.ts";

export const texts = {
  ...esShared,
  ...esApex,
  ...esMarketing,
  identity: esIdentity,
  unsubscribe: esUnsubscribe,
} as const;
