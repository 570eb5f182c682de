import type { enNotifications, enSwitcher } from "./en-notifications.ts";
import type { Translated } from "./translated.ts";

export const esNotifications: Translated<typeof enNotifications> = {
  title: "Notificaciones",
  lead: "Lo que otras personas hicieron en {{workspace}} y tiene que ver contigo. Se conserva tres meses.",
  show: { label: "Qué notificaciones", all: "Todas", unread: "Sin leer" },
  markRead: "Marcar como leída",
  markOneRead: "Marcar como leída: {{name}}",
  markAllRead: "Marcar todo como leído",
  marking: "Marcando…",
  allRead: "Todo está marcado como leído.",
  emptyTitle: "Aún no hay nada",
  empty: "Aquí se dice lo que otras personas hacen y tiene que ver contigo.",
  noneUnreadTitle: "Lo has leído todo",
  kinds: {
    // example
    project: {
      updated: "cambió el proyecto",
      archived: "archivó el proyecto",
      unarchived: "sacó del archivo el proyecto",
      transferred: "dio un nuevo propietario a",
      deleted: "eliminó el proyecto",
      restored: "restauró el proyecto",
      commented: "comentó",
      mentioned: "te mencionó en",
    },
    other: "hizo algo con",
  },
};

export const esSwitcher: Translated<typeof enSwitcher> = {
  title: "Cambiar de espacio",
  all: "Todos los espacios",
  create: "Crear un espacio",
  waiting: "Algo te espera en otro espacio.",
};
