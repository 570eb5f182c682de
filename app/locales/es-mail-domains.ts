/** Dominios de correo que un espacio ha demostrado que son suyos. */

import type { enMailDomains } from "./en-mail-domains.ts";
import type { Translated } from "./translated.ts";

export const esMailDomains: Translated<typeof enMailDomains> = {
  title: "Dominios de correo",
  lead: "Demuestra que un dominio es tuyo y elige cómo entran en {{workspace}} las personas con un correo de él.",
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
  missing:
    "El registro no estaba la última vez que se buscó. La prueba termina cuando falta durante {{days}} días.",
  record: "Registro DNS",
  recordType: "Tipo",
  recordName: "Nombre",
  recordText: "Texto",
  check: "Comprobar ahora",
  checking: "Comprobando…",
  checkTitle: "Comprobar {{domain}}",
  checkLead: "Se pregunta al DNS por este registro. Uno nuevo puede tardar minutos y, a veces, una hora.",
  back: "Volver al dominio",
  admission: "Quién entra",
  admissionText:
    "Vale mientras el dominio está demostrado, para personas cuyo correo ha verificado el servicio de inicio de sesión. Quien fue eliminado o rechazado antes pide entrar igualmente.",
  people: "Personas con un correo de este dominio",
  save: "Guardar",
  saving: "Guardando…",
  saved: "Guardado para {{name}}.",
  proven: "{{name}} está demostrado.",
  remove: "Eliminar dominio",
  removing: "Eliminando…",
  removeTitle: "¿Eliminar {{domain}}?",
  removeLead: "Nadie más entra por él. Quienes están en el espacio se quedan.",
  keep: "Conservar el dominio",
  removed: "{{name}} está eliminado.",
  errors: {
    required: "Escribe un dominio.",
    malformed: "Esto no es un dominio. Escribe uno como acme.com.",
    publicSuffix: "Los nombres bajo este son de muchas personas. Escribe tu propio dominio.",
    publicProvider: "Cualquiera puede tener un correo ahí. Escribe un dominio que sea solo tuyo.",
    tooMany: "Un espacio tiene como máximo {{max}} dominios de correo.",
    admission: "Elige cómo entran las personas.",
    notFound: "El registro no está, o no está como debería. Lo nuevo puede estar aún en camino.",
    notAnswered:
      "El DNS no responde por este dominio. No se ha cambiado nada: prueba de nuevo en un momento.",
    provenElsewhere:
      "Otro espacio ha demostrado este dominio. Queda libre cuando lo eliminen, o días después de que falte su registro.",
  },
};
