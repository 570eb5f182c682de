import { ScrollText } from "lucide-react";

export const auditLogNav = { to: "/settings/audit-log", text: "auditLog.title", icon: ScrollText } as const;
