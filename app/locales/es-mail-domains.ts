/** Dominios de correo que un espacio ha demostrado que son suyos. */

import type { enMailDomains } from "./en-mail-domains.ts";
import type { Translated } from "./translated.ts";

export const esMailDomains: Translated<typeof enMailDomains> = {
  title: "Dominios de correo",
  lead: "Cómo entran en {{workspace}} las personas con un correo de tu propio dominio.",
  listed: "Dominios de este espacio",
  domain: "Dominio",
  domainHint: "Lo que va tras la @ en tus direcciones. Las de sus subdominios no cuentan.",
  add: "Añadir dominio",
  adding: "Añadiendo…",
  states: { pending: "Sin demostrar", proven: "Demostrado", missing: "Falta el registro" },
  admissions: { asks: "Piden entrar y alguien responde", joins: "Entran al momento, como lectores" },
  proof: "Prueba",
  pendingText: "Quien gestiona el dominio pone este registro en su DNS. Después compruébalo aquí.",
  provenText: "Deja el registro donde está: se busca cada noche.",
  checked: "Última búsqueda:",
  missing: "Falta el registro. Tras {{days}} días sin él termina la prueba.",
  record: "Registro DNS",
  recordType: "Tipo",
  recordName: "Nombre",
  recordText: "Texto",
  check: "Comprobar ahora",
  checking: "Comprobando…",
  checkTitle: "Comprobar {{domain}}",
  checkLead: "Un registro nuevo puede tardar minutos y, a veces, una hora.",
  admission: "Quién entra",
  admissionText:
    "Vale mientras el dominio está demostrado, para correos verificados. Quien fue eliminado o rechazado antes pide entrar igualmente.",
  people: "Personas con un correo de este dominio",
  saved: "Guardado para {{name}}.",
  proven: "{{name}} está demostrado.",
  remove: "Eliminar dominio",
  removing: "Eliminando…",
  removeTitle: "¿Eliminar {{domain}}?",
  removeLead: "Nadie más entra por él. Quienes están en el espacio se quedan.",
  removed: "{{name}} está eliminado.",
  errors: {
    malformed: "Esto no es un dominio. Escribe uno como acme.com.",
    publicSuffix: "Los nombres bajo este son de muchas personas. Escribe tu propio dominio.",
    publicProvider: "Cualquiera puede tener un correo ahí. Escribe un dominio que sea solo tuyo.",
    tooMany: "Un espacio tiene como máximo {{max}} dominios de correo.",
    notFound: "El registro no está, o dice otra cosa.",
    notAnswered: "El DNS no responde por este dominio. Inténtalo de nuevo en un momento.",
    provenElsewhere: "Otro espacio ha demostrado este dominio, y lo tiene hasta que termine su prueba.",
  },
};
