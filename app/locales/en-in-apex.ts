import { enApex } from "./en-apex.ts";
import { enMarketing } from "./en-marketing.ts";
import { enShared } from "./en-shared.ts";
import { enUnsubscribe } from "./en-unsubscribe.ts";

export const texts = { ...enShared, ...enApex, ...enMarketing, unsubscribe: enUnsubscribe } as const;
