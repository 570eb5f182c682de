import type { TenantAction } from "./action.ts";

/** Posts as a form of the document does, and comes back to this page where the answer asks for one. */
export function sendForm({ action, fields, forgetsDrafts }: NonNullable<TenantAction["form"]>): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  form.hidden = true;
  if (forgetsDrafts) form.dataset.forgetsDrafts = "";
  const here = `${window.location.pathname}${window.location.search}`;
  for (const [name, value] of [...fields, ["return_to", here] as const]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.requestSubmit();
}
