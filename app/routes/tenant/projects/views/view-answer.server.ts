/** After a button of the views' page: back to it, with what became of it. */
import { redirect } from "react-router";
import { type Flash, flashCookie } from "#app/http/flash.server.ts";

export const VIEWS_PATH = "/projects/views";

export async function toViews(told: Flash): Promise<Response> {
  return redirect(VIEWS_PATH, { status: 303, headers: { "Set-Cookie": await flashCookie(told) } });
}

/** It was not there, or not theirs to change. */
export const VIEW_GONE: Flash = { key: "projectViews.errors.gone", name: "" };
