const CATEGORIES = "/platform/categories";

/** The page of all of them, or of one. */
export const baseCategoryPath = (id?: string): string => (id ? `${CATEGORIES}/${id}` : CATEGORIES);
