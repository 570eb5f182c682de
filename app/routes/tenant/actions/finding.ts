/** One thing of the workspace that was found by its name. */
export type Finding = { id: string; to: string; name: string };

/** Of each noun on one page of findings. */
export const MAX_FINDINGS = 8;
