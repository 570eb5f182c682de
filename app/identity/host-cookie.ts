/** Pure: a `Set-Cookie` of the strictest kind that still arrives with a link from another host. */
export const serializeHostCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
