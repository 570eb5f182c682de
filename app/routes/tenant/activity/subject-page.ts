/** Where what something is about has its page, by its type. */
const pages: Record<string, (id: string) => string> = {
  project: (id) => `/projects/${id}`, // example
};

/** Undefined where there is no page to go to. */
export const subjectPage = (type: string, id: string): string | undefined => pages[type]?.(id);
