import type { enShared } from "./en-shared.ts";
import { esIdentity } from "./es-identity.ts";
import { esInvitations } from "./es-invitations.ts";
import { esJoin } from "./es-join.ts";
import type { Translated } from "./translated.ts";

export const esShared = {
  nav: {
    footer: "Espacios de trabajo que no se mezclan.",
    skip: "Saltar al contenido",
    breadcrumbs: "Ruta de navegación",
    main: "Principal",
    menu: "Menú",
    home: "Inicio de Tenantry",
    dashboard: "Panel",
    workspaces: "Espacios",
    console: "Consola de la plataforma",
    signIn: "Iniciar sesión",
    signUp: "Crear cuenta",
    signOut: "Cerrar sesión",
    account: "Cuenta: {{name}}",
    unread: "{{shown}} sin leer",
    workspaceMenu: "Espacio y cuenta",
  },
  preferences: {
    title: "Preferencias",
    theme: "Tema",
    system: "Sistema",
    light: "Claro",
    dark: "Oscuro",
    language: "Idioma",
  },
  form: {
    undo: "Deshacer",
    undoing: "Deshaciendo…",
    ignoredFilters: "Se ha dejado fuera, porque su valor no tiene sentido aquí: {{names}}.",
    optional: "opcional",
    errorTitle: "Error: {{title}}",
    problems_one: "Corrige una cosa, por favor.",
    problems_other: "Corrige {{count}} cosas, por favor.",
    cancel: "Cancelar",
    kept: "Has tenido que volver a entrar. Abajo está lo que habías escrito; todavía no se ha guardado.",
    restored: "Ha vuelto lo que habías escrito aquí antes. Todavía no se ha guardado.",
    discard: "Descartarlo",
    leaveTitle: "¿Salir sin guardar?",
    leaveWhat: "Lo que has escrito no se ha guardado. Vuelve si regresas a esta página en esta pestaña.",
    stay: "Quedarme en esta página",
    leave: "Salir",
  },
  list: {
    pages: "Páginas",
    next: "Siguiente",
    previous: "Anterior",
    search: "Buscar",
    filters: "Filtros",
    filter: "Filtrar",
    any: "Cualquiera",
    clear: "Quitar filtros",
    noResultsTitle: "Nada coincide",
    noResults: "Ninguna fila cumple estos filtros.",
    sortBy: "Ordenar por {{column}}",
  },
  time: { justNow: "ahora mismo" },
  roles: { owner: "Propietario", admin: "Administrador", member: "Miembro", viewer: "Lector" },
  errors: {
    typed: "Lo que habías escrito, para que lo copies de aquí",
    requestId: "Id. de la petición",
    goHome: "Ir al inicio",
    tryAgain: "Reintentar",
    backToForm: "Volver al formulario",
    writeTo: "Escribe a",
    signedInAs: "Has entrado como {{email}}.",
    yourWorkspaces: "Tus espacios",
    otherAccount: "Usar otra cuenta",
    sent: {
      nothing: "No se ha enviado nada. Vuelve al formulario y envíalo cuando tengas conexión.",
      notSaved:
        "Lo que enviaste no se ha guardado. Vuelve al formulario y envíalo de nuevo dentro de un momento.",
      unknown: "No se sabe si se ha guardado lo que enviaste. Compruébalo antes de enviarlo de nuevo.",
    },
    offline: {
      title: "No hay conexión",
      what: "Tu navegador no ha podido llegar hasta nosotros: está sin conexión o se ha cortado.",
      next: "Revisa tu conexión y vuelve a intentarlo.",
    },
    unreachable: {
      title: "No hemos podido recibirte",
      what: "Algo entre tú y nosotros ha respondido en nuestro lugar, o la respuesta se ha cortado.",
      next: "Inténtalo dentro de un momento.",
    },
    broken: {
      title: "Esta página ha fallado en tu navegador",
      what: "La página no se ha podido mostrar como debería.",
      next: "Reintenta: así se carga de nuevo.",
    },
    badRequest: {
      title: "No hemos entendido esa petición",
      what: "Algo en la dirección o en el formulario no se ha podido leer.",
      next: "Vuelve atrás, revisa lo que has escrito y envíalo de nuevo.",
    },
    forbidden: {
      title: "No puedes hacer eso",
      what: "Has entrado, pero tu rol no lo permite.",
      next: "Pide a un propietario o administrador del espacio que lo haga o que cambie tu rol.",
    },
    notFound: {
      title: "Aquí no hay nada",
      what: "Puede que la página se haya borrado o movido, que no tengas permiso para verla, o que la dirección tenga una errata.",
      next: "Revisa la dirección o empieza de nuevo desde el inicio.",
    },
    conflict: {
      title: "Ahora no se puede hacer",
      what: "Entretanto ha pasado a un estado que no lo permite. No se ha cambiado nada.",
      next: "Vuelve atrás y mira cómo está ahora.",
    },
    tooLarge: {
      title: "Eso es demasiado grande",
      what: "Lo que enviaste es mayor de lo que admite esta página. No se ha cambiado nada.",
      next: "Acórtalo y envíalo de nuevo.",
    },
    tooMany: {
      title: "Demasiadas peticiones",
      what: "Nos han llegado más peticiones tuyas de las que respondemos a la vez.",
      next: "Espera un momento y vuelve a intentarlo.",
    },
    failed: {
      title: "Algo ha fallado por nuestra parte",
      what: "No se ha podido hacer esta página. El fallo ha quedado registrado.",
      next: "Inténtalo dentro de un momento. Si se repite, el identificador de abajo ayuda a averiguar por qué.",
    },
    unavailable: {
      title: "Volvemos enseguida",
      what: "Una parte del servicio no responde ahora mismo. No se ha perdido nada de lo que guardaste.",
      next: "Inténtalo dentro de un momento.",
    },
    suspended: {
      title: "Este espacio está suspendido",
      what: "Por ahora nadie puede entrar. Sus datos se conservan.",
      next: "Si es tuyo, ponte en contacto con nosotros para reanudarlo.",
    },
    updating: {
      title: "Este espacio se está actualizando",
      what: "Se están actualizando las tablas de este espacio. No se pierde nada.",
      next: "Tarda un momento. La página se vuelve a cargar sola.",
    },
    provisioning: {
      title: "Este espacio se está preparando",
      what: "Estamos haciendo su lugar. Tarda unos segundos.",
      next: "La página se vuelve a cargar sola.",
    },
    moving: {
      title: "Este espacio se está mudando",
      what: "Va camino de su nuevo lugar. No se ha perdido nada de lo que guardaste.",
      next: "Tarda un momento. La página se vuelve a cargar sola.",
    },
  },
  activity: {
    title: "Actividad",
    recent: "Actividad reciente",
    empty: "Todavía no ha pasado nada.",
    someone: "Un antiguo miembro",
    did: "cambió",
    // example
    project: {
      created: "creó",
      updated: "actualizó",
      archived: "archivó",
      unarchived: "sacó del archivo",
      transferred: "dio un nuevo propietario a",
      deleted: "eliminó",
      restored: "restauró",
    },
    activity: { exported: "exportó la actividad" },
  },
  dashboard: {
    title: "Panel",
    lead: "Hola, {{name}}. Así está {{workspace}}.",
  },
  validation: {
    required: "Escribe algo aquí.",
    invalid: "Esto no encaja aquí. Cámbialo y envíalo de nuevo.",
    nameRequired: "Escribe un nombre.",
    tooLong: "Usa como máximo {{max}} caracteres.",
    tooManyWorkspaces: "Ya tienes {{max}} espacios con este plan, el máximo por persona. Elige otro plan.",
    unreadable:
      "Estos caracteres no se ven o invierten el texto. Usa letras, cifras o signos que otros puedan leer.",
    controlCharacters: "Contiene caracteres que no se pueden mostrar. Quítalos o pega el texto sin formato.",
    status: "Elige uno de los estados.", // example
    category: "Elige entre las categorías que se muestran.", // example
    plan: "Elige uno de los planes.",
    nameMismatch: "Ese no es el nombre del proyecto.", // example
    slugFormat: "Usa de 3 a 40 letras minúsculas, cifras y guiones sueltos, por ejemplo «{{suggestion}}».",
    slugReserved: "Esta dirección está reservada. «{{suggestion}}» está libre.",
    slugTaken: "Esta dirección está ocupada. «{{suggestion}}» está libre.",
  },
  ...esInvitations,
  identity: esIdentity,
  join: esJoin,
} satisfies Translated<typeof enShared>;
