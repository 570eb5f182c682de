const CATEGORIES = "/settings/categories";

/** The page of all of them, or of one. */
export const categoriesPath = (id?: string): string => (id ? `${CATEGORIES}/${id}` : CATEGORIES);
