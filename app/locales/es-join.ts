/** Pedir entrar en un espacio. */

import type { enJoin } from "./en-join.ts";
import type { Translated } from "./translated.ts";

export const esJoin: Translated<typeof enJoin> = {
  offer: "Pedir entrar",
  askTitle: "¿Pedir entrar en {{slug}}?",
  askLead: "A quien no está en un espacio no se le dice si existe.",
  askTells: "Si existe, quienes gestionan sus miembros ven tu nombre y tu correo.",
  askWaits: "Te dejan entrar o no. Cómo va está entre tus espacios.",
  ask: "Pedir entrar",
  asking: "Pidiendo…",
  askedTitle: "Has pedido entrar",
  status: { pending: "En espera", declined: "No aceptada" },
  requests_one: "{{count}} persona pide entrar",
  requests_other: "{{count}} personas piden entrar",
  roleOf: "Rol de {{name}}",
  accept: "Dejar entrar",
  acceptOf: "Dejar entrar: {{name}}",
  accepting: "Dejando entrar…",
  decline: "Rechazar",
  declineOf: "Rechazar: {{name}}",
  declining: "Rechazando…",
  accepted: "{{name}} está en el espacio.",
  declined: "No se ha dejado entrar a {{name}}.",
};
