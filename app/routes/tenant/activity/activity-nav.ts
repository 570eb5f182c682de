import { History } from "lucide-react";

export const activityNav = { to: "/activity", text: "activity.title", icon: History } as const;
