/** How safe a workspace's owners want it to be. */

import type { enSecurity } from "./en-security.ts";
import type { Translated } from "./translated.ts";

export const esSecurity: Translated<typeof enSecurity> = {
  title: "Seguridad",
  lead: "Lo que {{workspace}} pide a todas las personas que están en él. Los cambios valen al momento, en todos los dispositivos.",
  idle: "Cerrar la sesión sin uso tras",
  idleHint: "Una sesión que nadie usa durante este tiempo termina.",
  absolute: "Iniciar sesión de nuevo tras",
  absoluteHint: "Aunque no pare: pasado este tiempo cada persona inicia sesión de nuevo.",
  minutes_one: "{{count}} minuto",
  minutes_other: "{{count}} minutos",
  hours_one: "{{count}} hora",
  hours_other: "{{count}} horas",
  days_one: "{{count}} día",
  days_other: "{{count}} días",
  whoInvites: "Quién puede invitar",
  whoInvitesHint: "Las demás personas no ven invitaciones, ni las repiten ni las revocan.",
  inviters: { managers: "Propietarios y administradores", owners: "Solo propietarios" },
  needsSecondFactor: "Pedir a cada persona un segundo factor",
  needsSecondFactorHint: "Se cierra al momento la sesión aquí de quienes entraron sin él, y vuelven con uno.",
  ownFactorOn: "Has iniciado sesión con un segundo factor.",
  ownFactorOff: "Has iniciado sesión sin un segundo factor: solo quien tiene uno puede pedirlo.",
  addFactor: "Añade el tuyo",
  companyDomains: "Inicio de sesión de empresa para las personas de",
  companyDomainsHint:
    "Dominios de direcciones, separados por comas. A quien tenga una de ellos y haya entrado de otra forma se le cierra ahora mismo la sesión en este espacio, y vuelve entrando por la empresa.",
  ownCompanyOn: "Has entrado a través de {{domain}}.",
  ownCompanyOff:
    "Has entrado de otra forma que con el inicio de sesión de tu empresa: solo quien entró así puede pedirlo.",
  companySetUp: "Configurar el inicio de sesión y el directorio de tu empresa",
  company: "Inicio de sesión de empresa",
  save: "Guardar",
  saving: "Guardando…",
  saved: "Los ajustes de seguridad están guardados.",
  people: "Cómo inician sesión los miembros",
  peopleHint:
    "Si cada persona tiene un segundo factor, y cuándo inició sesión por última vez para venir aquí.",
  secondFactor: "Segundo factor",
  on: "Activado",
  off: "Desactivado",
  signedInAt: "Último inicio de sesión",
  errors: {
    length: "Elige una de las duraciones.",
    idleIsLonger: "Es más de lo que dura una sesión.",
    whoInvites: "Elige quién puede invitar.",
    domain: "Esto no es un dominio: {{domain}}",
    tooManyDomains: "No más de {{max}} dominios.",
    ownCompanyFirst: "Entra primero a través del inicio de sesión de una de estas empresas.",
    ownFactorFirst: "Añade primero un segundo factor a tu propia cuenta e inicia sesión con él.",
  },
};
