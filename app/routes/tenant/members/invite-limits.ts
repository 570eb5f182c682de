/** Addresses in one form. */
export const MAX_INVITED = 100;
