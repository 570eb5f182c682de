import { Users } from "lucide-react";

export const membersNav = { to: "/members", text: "members.title", icon: Users } as const;
