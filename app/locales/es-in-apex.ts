import { esApex } from "./es-apex.ts";
import { esMarketing } from "./es-marketing.ts";
import { esShared } from "./es-shared.ts";
import { esUnsubscribe } from "./es-unsubscribe.ts";

export const texts = { ...esShared, ...esApex, ...esMarketing, unsubscribe: esUnsubscribe } as const;
