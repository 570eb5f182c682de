import type { enChecklist, enNeedsMe } from "./en-dashboard.ts";
import type { Translated } from "./translated.ts";

export const esNeedsMe: Translated<typeof enNeedsMe> = {
  title: "Te espera",
  nothing: "Nada te espera.",
  unread_one: "{{count}} notificación sin leer",
  unread_other: "{{count}} notificaciones sin leer",
  unreadMore: "Más de {{count}} notificaciones sin leer",
  answer: "Responder",
  read: "Leer",
};

export const esChecklist: Translated<typeof enChecklist> = {
  title: "Primeros pasos",
  done: "{{done}} de {{all}} hechos",
  hide: "Ocultar",
  hiding: "Ocultando…",
  hidden: "Los primeros pasos están guardados.",
  isDone: "Hecho:",
  project: "Crear el primer proyecto", // example
  projectHint: "Un trabajo con nombre y estado.", // example
  invite: "Invitar a alguien",
  inviteHint: "Casi todo lo de aquí es mejor en compañía.",
  security: "Elegir cómo se inicia sesión",
  securityHint: "Cuánto duran las sesiones y si hace falta un segundo factor.",
  domain: "Indicar el dominio de correo de tu empresa",
  domainHint: "Quien tenga una dirección así no necesita invitación para entrar.",
};
