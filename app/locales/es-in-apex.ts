import { esApex } from "./es-apex.ts";
import { esMarketing } from "./es-marketing.ts";
import { esShared } from "./es-shared.ts";

export const texts = { ...esShared, ...esApex, ...esMarketing } as const;
