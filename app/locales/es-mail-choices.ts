import type { enMailChoices } from "./en-mail-choices.ts";
import type { Translated } from "./translated.ts";

export const esMailChoices: Translated<typeof enMailChoices> = {
  nav: "Ajustes de correo",
  title: "Notificaciones por correo",
  lead: "Cuándo te cuenta el correo lo que es nuevo. Lo mismo en todos tus espacios.",
  rhythm: "Con qué frecuencia",
  rhythms: { soon: "Pronto", daily: "Una vez al día", never: "Nunca" },
  hints: {
    soon: "Un correo con todo lo nuevo, {{count}} minutos después de lo primero. Lo que leas antes no va en él.",
    daily: "Un correo al día con lo que no has leído, a la hora de abajo.",
    never: "Lo encuentras solo en la aplicación.",
  },
  hour: "Hora del día",
  hourHint: "Para el correo de una vez al día.",
  timeZone: "Zona horaria",
  timeZoneHint: "Donde estás.",
  kinds: "Lo que te cuenta el correo",
  kindsHint: "De lo que te cuenta la aplicación.",
  kind: "Alguien {{what}} …",
  save: "Guardar",
  saving: "Guardando…",
  saved: "Tu elección está guardada.",
  muted: "Sin correo",
  mutedHint: "Elegiste no tener correo sobre esto en {{workspace}}. La aplicación te lo cuenta igualmente.",
  unmute: "Escribirme de nuevo",
  unmuteNamed: "Escribirme de nuevo: {{name}}",
  unmuting: "Cambiando…",
  unmuted: "El correo vuelve a contártelo.",
  errors: {
    rhythm: "Elige con qué frecuencia.",
    hour: "Elige una hora en punto.",
    timeZone: "Elige una de las zonas horarias.",
    kinds: "Elige entre los tipos que se muestran.",
  },
};
