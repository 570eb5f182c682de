/** Lo que dice un correo sobre notificaciones. */
import type { enBundle } from "./en-bundle.ts";
import type { Translated } from "./translated.ts";

export const esBundle: Translated<typeof enBundle> = {
  subject_one: "{{count}} notificación en {{workspace}}",
  subject_other: "{{count}} notificaciones en {{workspace}}",
  subjectOfOne_one: "{{name}}: {{count}} notificación en {{workspace}}",
  subjectOfOne_other: "{{name}}: {{count}} notificaciones en {{workspace}}",
  text: "Esto es nuevo en {{workspace}} y aún no lo has leído.",
  line: "{{actor}} {{what}} {{name}}",
  somebody: "Alguien",
  thing: "algo tuyo",
  more_one: "Y {{count}} más.",
  more_other: "Y {{count}} más.",
  link: "Abrir las notificaciones",
  why: "Este correo cuenta a los miembros de {{workspace}} lo que otras personas hicieron y tiene que ver con ellos.",
  stopThing: "No más correo sobre esto",
  stopKind: "No más correo de este tipo: alguien {{what}} …",
  stopAll: "No más correo sobre notificaciones",
  settings: "Elegir cuándo y qué",
};
