/** Lo que dice nuestro propio correo. */

import type { enMails } from "./en-mails.ts";
import type { Translated } from "./translated.ts";

export const esMails: Translated<typeof enMails> = {
  answerWhy: "Este correo te llega porque pediste entrar.",
  asked: {
    subject: "{{name}} pide entrar en {{workspace}}",
    text: "{{name}} pide que se le deje entrar en {{workspace}}.",
    email: "La dirección de quien lo pide: {{email}}",
    link: "Responder",
    why: "Este correo te llega porque puedes dejar entrar en {{workspace}}.",
  },
  accepted: {
    subject: "Estás en {{workspace}}",
    text: "Pediste entrar en {{workspace}} y se te ha dejado entrar.",
    link: "Abrir el espacio",
  },
  declined: {
    subject: "Tu petición de entrar en {{slug}}",
    text: "Pediste entrar en {{slug}} y no se te ha dejado entrar.",
    link: "Tus espacios",
  },
};
