import { enPlatform } from "./en-platform.ts";
import { enShared } from "./en-shared.ts";

export const texts = { ...enShared, platform: enPlatform } as const;
