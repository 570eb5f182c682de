/** Pure: how long what people write may be, in UTF-16 units. */
export const PROJECT_NAME_MAX_LENGTH = 120;
