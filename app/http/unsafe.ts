/** It may change something. */
export const isUnsafe = ({ method }: Request): boolean => method !== "GET" && method !== "HEAD";
