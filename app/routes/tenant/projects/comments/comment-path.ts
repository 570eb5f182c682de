/** Pure: where a comment is. */

/** The one that leads to its page of the discussion. */
export const commentPath = (projectId: string, id: string): string => `/projects/${projectId}/comments/${id}`;

export const commentAnchor = (id: string): string => `comment-${id}`;
