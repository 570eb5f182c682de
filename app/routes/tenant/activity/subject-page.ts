/** Where what something is about has its page, by its type. */
const pages: Record<string, (id: string, commentId?: string | null) => string> = {
  project: (id, commentId) => `/projects/${id}${commentId ? `/comments/${commentId}` : ""}`, // example
};

/** Undefined where there is no page to go to. `commentId`: what of all that is said about it is meant. */
export const subjectPage = (type: string, id: string, commentId?: string | null): string | undefined =>
  pages[type]?.(id, commentId);
