/** The process answers; says nothing about what it depends on. */
export const loader = () => Response.json({ status: "ok" });
