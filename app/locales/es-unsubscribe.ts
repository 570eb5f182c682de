import type { enUnsubscribe } from "./en-unsubscribe.ts";
import type { Translated } from "./translated.ts";

export const esUnsubscribe: Translated<typeof enUnsubscribe> = {
  on: {
    title: "Parar este correo",
    all: "No más correo sobre notificaciones, de ninguno de tus espacios.",
    kind: "No más correo de este tipo: alguien {{what}} …",
    subject: "No más correo sobre lo que contaba este correo.",
  },
  off: {
    title: "Este correo está parado",
    all: "Ya no hay correo sobre notificaciones para ti, de ninguno de tus espacios.",
    kind: "Ya no hay correo para ti de este tipo: alguien {{what}} …",
    subject: "Ya no hay correo para ti sobre lo que contaba aquel correo.",
  },
  app: "La aplicación te sigue contando lo que es nuevo.",
  stop: "Parar este correo",
  stopping: "Parando…",
  start: "Volver a empezar",
  starting: "Empezando…",
  invalid: {
    title: "Este enlace no puede parar el correo",
    lead: "Es demasiado antiguo o le falta una parte. Inicia sesión y elige en un espacio, en Notificaciones, cuándo llega el correo.",
    workspaces: "Tus espacios",
  },
};
