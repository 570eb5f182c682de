import { z } from "zod";
import { oneOf } from "#app/validation/search.ts";

/** Without one: all. */
export const SHOWN = ["unread"] as const;

/** As many digits as a number holds exactly. */
const ID = /^[1-9]\d{0,14}$/;

/** A notification's id in an address or a form. */
export const notificationId = z.string().regex(ID);

/** `upTo`: the newest that the person has seen; `show`: what they were shown. */
export const allRead = z.object({ upTo: notificationId, show: oneOf(SHOWN) });

export const oneRead = allRead.pick({ show: true });
