import { Clapperboard, LayoutDashboard, ListVideo, type LucideIcon, Podcast } from "lucide-react";

export interface Destination {
  to: "/" | "/jobs" | "/episodes" | "/agents";
  label: string;
  icon: LucideIcon;
  /** The second key after "g". */
  key: string;
}

export const DESTINATIONS: Destination[] = [
  { to: "/", label: "Dashboard", icon: LayoutDashboard, key: "d" },
  { to: "/jobs", label: "Jobs", icon: ListVideo, key: "j" },
  { to: "/episodes", label: "Episodes", icon: Podcast, key: "e" },
  { to: "/agents", label: "Agents", icon: Clapperboard, key: "a" },
];
