import { ShieldCheck } from "lucide-react";

export const securityNav = { to: "/settings/security", text: "security.title", icon: ShieldCheck } as const;
