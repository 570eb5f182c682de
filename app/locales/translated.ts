/** The same keys with other texts. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
