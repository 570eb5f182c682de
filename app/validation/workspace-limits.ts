/** Pure: in UTF-16 units. */
export const WORKSPACE_NAME_MAX_LENGTH = 80;
