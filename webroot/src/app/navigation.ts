import { Clapperboard, LayoutDashboard, ListVideo, type LucideIcon, Podcast, Rss, Settings } from "lucide-react";

export interface Destination {
  to: "/" | "/jobs" | "/episodes" | "/agents" | "/feeds" | "/settings";
  label: string;
  icon: LucideIcon;
  /** The second key after "g". */
  key: string;
}

/** The pages that everybody can go to. */
export const DESTINATIONS: Destination[] = [
  { to: "/", label: "Dashboard", icon: LayoutDashboard, key: "d" },
  { to: "/jobs", label: "Jobs", icon: ListVideo, key: "j" },
  { to: "/episodes", label: "Episodes", icon: Podcast, key: "e" },
  { to: "/agents", label: "Agents", icon: Clapperboard, key: "a" },
  { to: "/feeds", label: "Feeds", icon: Rss, key: "f" },
  { to: "/settings", label: "Settings", icon: Settings, key: "s" },
];
