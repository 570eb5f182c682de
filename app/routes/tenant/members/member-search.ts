import { z } from "zod";
import { ROLES } from "#app/db.shared.ts";
import { cursor, oneOf, readerOf, words } from "#app/validation/search.ts";
import { MEMBER_STATES } from "./member-state.ts";

const members = z.object({ q: words, role: oneOf(ROLES), state: oneOf(MEMBER_STATES), cursor });

export type MemberSearch = z.infer<typeof members>;
export const readMemberSearch = readerOf(members);
