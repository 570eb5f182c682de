/** Pure: how long a comment may be, in UTF-16 units. */
export const COMMENT_MAX_LENGTH = 5_000;

/** Comments of one page. */
export const COMMENTS_A_PAGE = 20;

/** People in the choice beside the form; the others are told by their name in the text. */
export const MOST_TOLD = 50;
