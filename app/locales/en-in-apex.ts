import { enApex } from "./en-apex.ts";
import { enMarketing } from "./en-marketing.ts";
import { enShared } from "./en-shared.ts";

export const texts = { ...enShared, ...enApex, ...enMarketing } as const;
