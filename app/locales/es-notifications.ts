import type { enNotifications, enSwitcher } from "./en-notifications.ts";
import type { Translated } from "./translated.ts";

export const esNotifications: Translated<typeof enNotifications> = {
  title: "Notificaciones",
  lead: "Lo que otras personas hicieron en {{workspace}} y tiene que ver contigo. Se conserva tres meses.",
  show: { label: "Qué notificaciones", all: "Todas", unread: "Sin leer" },
  isUnread: "Sin leer:",
  markRead: "Marcar como leída",
  markOneRead: "Marcar como leída: {{name}}",
  markAllRead: "Marcar todo como leído",
  marking: "Marcando…",
  allRead: "Todo está marcado como leído.",
  emptyTitle: "Aún no hay nada",
  empty: "Cuando alguien haga algo que tenga que ver contigo, lo leerás aquí.",
  noneUnreadTitle: "Lo has leído todo",
  noneUnread: "Lo próximo que llegue te espera aquí.",
  kinds: {
    project: { updated: "cambió tu proyecto", deleted: "eliminó tu proyecto" }, // example
    other: "hizo algo con",
  },
};

export const esSwitcher: Translated<typeof enSwitcher> = {
  title: "Cambiar de espacio",
  others: "Tus otros espacios",
  all: "Todos los espacios",
  create: "Crear un espacio",
  waiting: "Algo te espera en otro espacio.",
};
