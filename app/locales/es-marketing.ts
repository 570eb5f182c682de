import type { enMarketing } from "./en-marketing.ts";
import type { Translated } from "./translated.ts";

export const esMarketing = {
  landing: {
    title: "Proyectos en un lugar que es solo de tu empresa",
    headline: "Los proyectos de tu equipo, en un lugar que es solo tuyo",
    lead: "Tenantry es un espacio de trabajo para empresas cuyo trabajo no es asunto de nadie más. Planea proyectos, decide quién ve cada uno y entérate de lo que cambió, en una dirección propia.",
    description:
      "Un espacio de trabajo para los proyectos de tu empresa: quién ve qué, qué cambió y cuándo, en una dirección propia. Con formularios que funcionan en todas partes, en español y en inglés.",
    create: "Crear un espacio",
    openWorkspaces: "Abrir tus espacios",
    more: "Mira lo que hace",
    pictures: {
      dashboard: "El panel de un espacio: proyectos por estado, proyectos recientes y actividad reciente.",
      projects: "Una lista de proyectos con búsqueda, filtros y el estado de cada uno.",
      members: "Los miembros de un espacio, y el rol de cada uno.",
      project: "Un proyecto con su descripción, sus datos y lo que le pasó.",
    },
    usesTitle: "Para qué se usa",
    usesLead: "Las tres preguntas que un equipo se hace cada semana, cada una a una página de distancia.",
    uses: {
      projects: {
        title: "¿En qué estamos trabajando?",
        text: "Cada proyecto tiene un propietario, un estado y una historia. La búsqueda lo encuentra aunque lo escribas mal, y una lista filtrada es un enlace que puedes enviar a un colega.",
      },
      members: {
        title: "¿Quién puede ver esto?",
        text: "Invita a personas por correo, como administrador, miembro o lector. Un proyecto es privado hasta que lo muestras al espacio, y quien se va pierde el acceso al instante.",
      },
      project: {
        title: "¿Quién cambió eso?",
        text: "Lo que otros hacen con tus proyectos te llega. Dos personas que editan lo mismo ven las dos versiones, casi todo se puede deshacer, y la papelera guarda lo eliminado durante 30 días.",
      },
    },
    audienceTitle: "Para quién es",
    audience: {
      teams: {
        title: "Equipos de tres a trescientas personas",
        text: "Quieres una lista en la que todos confíen. Empieza en un minuto, invita a los demás y deja que se unan con las direcciones de correo de tu empresa.",
      },
      agencies: {
        title: "Agencias con muchos clientes",
        text: "Un espacio para cada cliente y un solo acceso para todos. Lo que te espera en los demás se ve donde estés.",
      },
      companies: {
        title: "Empresas con reglas",
        text: "Acceso a través de tu propia empresa, un segundo factor para todos, sesiones cortas y una base de datos que no compartes con nadie.",
      },
    },
    tenancyTitle: "Tus datos están aparte de los de los demás",
    tenancyLead:
      "Otros productos guardan a todos los clientes en una misma tabla y confían en que ninguna búsqueda olvide de quién son los datos. Aquí cada espacio tiene para sí una parte de la base de datos cerrada con llave, y la base de datos rechaza a todos los demás.",
    address: {
      title: "Una dirección propia",
      text: "Tu espacio vive en su propia dirección, con su propio acceso. Haber entrado en un espacio no significa nada en otro.",
    },
    place: {
      title: "Un lugar propio",
      text: "Tus datos tienen su propia llave, o una base de datos entera si la quieres. Un programa que se desvía es rechazado; nunca recibe los datos de un vecino.",
    },
    keep: {
      title: "Difícil de perder",
      text: "Un espacio eliminado puede volver durante 30 días, tal como estaba: su dirección, sus miembros y todo lo que contiene.",
    },
    diagram:
      "Tres espacios. Acme y Globex tienen cada uno una parte cerrada de una base de datos compartida; Initech tiene una base de datos propia.",
    diagramCluster: "Base de datos compartida",
    diagramDedicated: "Base de datos propia",
    diagramSchema: "su propia llave",
    diagramDatabase: "nadie más dentro",
    foundationTitle: "Fiable hasta en el formulario",
    foundation: {
      noScript: {
        title: "Funciona con cualquier conexión",
        text: "Cada página es primero un formulario y un enlace. Si un script no llega, tu trabajo se guarda igual.",
      },
      roles: {
        title: "Roles que se cumplen",
        text: "Propietario, administrador, miembro, lector: se comprueban en lo que se muestra, en lo que se hace y en lo que se pide a la base de datos.",
      },
      languages: {
        title: "Tu idioma y tu luz",
        text: "Español e inglés, claro y oscuro, desde un teléfono hasta una pantalla ancha, y solo con el teclado si quieres.",
      },
    },
    plansTitle: "Dos planes, un producto",
    plansLead: "Las mismas páginas y las mismas reglas. Lo que cambia es dónde viven tus datos.",
    perPerson: "por persona y mes",
    onRequest: "A convenir",
    talk: "Escríbenos",
    standard: {
      name: "Estándar",
      text: "Para la mayoría de las empresas.",
      items: {
        one: "Tantos proyectos como quieras",
        two: "Tu propia dirección y tus reglas de acceso",
        three: "Una parte cerrada de nuestra base de datos compartida",
        four: "Ayuda por correo",
      },
    },
    enterprise: {
      name: "Enterprise",
      text: "Para quienes no deben compartir.",
      items: {
        one: "Todo lo de Estándar",
        two: "Una base de datos propia",
        three: "Conexiones que nadie más usa",
        four: "Sin datos de nadie más en ella",
      },
    },
    choose: "Crear un espacio: {{plan}}",
    questionsTitle: "Antes de que preguntes",
    questions: {
      start: {
        title: "¿Cuánto se tarda en empezar?",
        text: "Cerca de un minuto: eliges un nombre y una dirección, y tu espacio está listo. Puedes invitar a los demás enseguida.",
      },
      signOn: {
        title: "¿Podemos usar las cuentas de nuestra empresa?",
        text: "Sí. Demuestra que un dominio de correo es tuyo, y quienes tengan una dirección así podrán unirse por sí mismos o entrar a través de tu empresa.",
      },
      out: {
        title: "¿Quién ve nuestros proyectos?",
        text: "Las personas de tu espacio, cada una según el rol que tiene: un proyecto privado lo ven su propietario y los propietarios y administradores del espacio. Otras empresas, nunca.",
      },
      end: {
        title: "¿Y si lo dejamos?",
        text: "Un propietario puede eliminar el espacio. Durante 30 días se puede restaurar tal como estaba; después se borra para siempre.",
      },
    },
    contactTitle: "Habla con nosotros",
    contactLead:
      "Una pregunta, una duda, una empresa con sus propias reglas: escribe, y te responde una persona.",
  },
  legal: {
    nav: "Sobre este sitio",
    home: "Tenantry",
    operator: "Este sitio lo gestiona {{operator}}.",
    noOperator: "Quien gestiona este sitio en {{host}} es responsable de él.",
    contact: "Preguntas y solicitudes:",
    privacy: {
      title: "Privacidad",
      lead: "Qué se guarda aquí sobre ti, para qué y durante cuánto tiempo.",
      youTitle: "Qué se guarda sobre ti",
      you: "Tu nombre, tu dirección de correo y tu imagen, tal como los diste al registrarte; los espacios en los que estás y tu rol en cada uno; lo que elegiste en tu cuenta; cuándo entraste, desde qué dirección de red y con qué tipo de dispositivo.",
      workTitle: "Lo que tú y tus colegas escribís",
      work: "Pertenece a tu espacio y está en una parte de la base de datos que ningún otro espacio puede leer. Nadie lo analiza, nada se vende y no hay anuncios.",
      cookiesTitle: "Cookies",
      cookies:
        "Solo las necesarias: una que mantiene tu sesión aquí y otra en cada espacio, las de quien comprueba quién eres, una para tu tema, tu idioma y tu zona horaria, y otras de corta vida mientras entras. Nadie te sigue de un sitio a otro.",
      timesTitle: "Durante cuánto tiempo",
      times: {
        trash_one: "Lo que se elimina en un espacio: {{count}} día en su papelera.",
        trash_other: "Lo que se elimina en un espacio: {{count}} días en su papelera.",
        workspace_one: "Un espacio eliminado: {{count}} día en que se puede restaurar; después se borra.",
        workspace_other: "Un espacio eliminado: {{count}} días en que se puede restaurar; después se borra.",
        sessions_one: "Dónde habías entrado: {{count}} día desde que pasó el tiempo de la sesión.",
        sessions_other: "Dónde habías entrado: {{count}} días desde que pasó el tiempo de la sesión.",
        signIns_one: "Que entraste, en el registro de un espacio: {{count}} día.",
        signIns_other: "Que entraste, en el registro de un espacio: {{count}} días.",
        invitations_one: "Las invitaciones: {{count}} día desde que caducaron.",
        invitations_other: "Las invitaciones: {{count}} días desde que caducaron.",
        mails_one: "Que se te envió un correo, sin lo que decía: {{count}} día.",
        mails_other: "Que se te envió un correo, sin lo que decía: {{count}} días.",
      },
      rightsTitle: "Tus derechos",
      rights:
        "Puedes ver lo que se guarda sobre ti, y pedir una corrección o el borrado. De lo que toca a un espacio responden sus propietarios; de lo demás, nosotros. Lo que pasó en un espacio queda en su historia y en su registro mientras exista.",
    },
    terms: {
      title: "Condiciones",
      lead: "Qué puedes esperar de nosotros, y nosotros de ti.",
      useTitle: "Usar un espacio",
      use: "Quien crea un espacio es su propietario y decide quién está en él. Eres responsable de lo que pones ahí y de no compartir tu acceso. Nada ilegal, y nada que dañe a otros o a este servicio.",
      dataTitle: "Tus datos son tuyos",
      data: "Lo que escribes te pertenece. Lo guardamos y lo mostramos a quienes dejas entrar; no lo usamos para nada más.",
      stopTitle: "Dejarlo",
      stop_one:
        "Un propietario puede eliminar un espacio en cualquier momento. Se puede restaurar durante {{count}} día y después se borra. Podemos suspender un espacio que incumpla estas condiciones, y decimos por qué.",
      stop_other:
        "Un propietario puede eliminar un espacio en cualquier momento. Se puede restaurar durante {{count}} días y después se borra. Podemos suspender un espacio que incumpla estas condiciones, y decimos por qué.",
      changesTitle: "Cambios",
      changes: "Si estas condiciones cambian de un modo que te importe, se avisa antes a los propietarios.",
    },
  },
} satisfies Translated<typeof enMarketing>;
