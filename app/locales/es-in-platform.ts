import { esPlatform } from "./es-platform.ts";
import { esShared } from "./es-shared.ts";

export const texts = { ...esShared, platform: esPlatform } as const;
