import { Clapperboard, LayoutDashboard, ListVideo, type LucideIcon, Podcast, Rss, Settings } from "lucide-react";
import { useIsAdmin } from "./useUser";

export interface Destination {
  to: "/" | "/jobs" | "/episodes" | "/agents" | "/feeds" | "/settings";
  label: string;
  icon: LucideIcon;
  /** The second key after "g". */
  key: string;
}

const DESTINATIONS: Destination[] = [
  { to: "/", label: "Dashboard", icon: LayoutDashboard, key: "d" },
  { to: "/jobs", label: "Jobs", icon: ListVideo, key: "j" },
  { to: "/episodes", label: "Episodes", icon: Podcast, key: "e" },
  { to: "/agents", label: "Agents", icon: Clapperboard, key: "a" },
  { to: "/feeds", label: "Feeds", icon: Rss, key: "f" },
];

/** Nothing that a member could set is under it yet. */
const SETTINGS: Destination = { to: "/settings", label: "Settings", icon: Settings, key: "s" };

/** The pages that the one who is signed in can go to. */
export function useDestinations(): Destination[] {
  return useIsAdmin() ? [...DESTINATIONS, SETTINGS] : DESTINATIONS;
}
