/** What the form takes that changes one project's categories. */
import { z } from "zod";
import { back } from "../project-change-rules.ts";

const MAX_CATEGORIES = 50;
const some = z.array(z.uuid("validation.category")).max(MAX_CATEGORIES, "validation.category").default([]);

/** `shown`: those that it was in when the page was made. */
export const categoriesForm = z.object({ category: some, shown: some, back });
