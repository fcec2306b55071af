import {
  Bell,
  Clapperboard,
  Layers,
  LayoutDashboard,
  ListVideo,
  type LucideIcon,
  Podcast,
  Rss,
  Settings,
} from "lucide-react";

export interface Destination {
  to: "/" | "/jobs" | "/bulk" | "/episodes" | "/agents" | "/feeds" | "/notifications" | "/settings";
  label: string;
  icon: LucideIcon;
  /** The second key after "g". */
  key: string;
  /** Left out at the foot of the page on phones, where room is scarce: something else leads there. */
  wideOnly?: true;
}

/** The pages that everybody can go to. */
export const DESTINATIONS: Destination[] = [
  { to: "/", label: "Dashboard", icon: LayoutDashboard, key: "d" },
  { to: "/jobs", label: "Jobs", icon: ListVideo, key: "j" },
  { to: "/bulk", label: "Bulk", icon: Layers, key: "b" },
  { to: "/episodes", label: "Episodes", icon: Podcast, key: "e" },
  { to: "/agents", label: "Agents", icon: Clapperboard, key: "a" },
  { to: "/feeds", label: "Feeds", icon: Rss, key: "f" },
  { to: "/notifications", label: "Notifications", icon: Bell, key: "o", wideOnly: true },
  { to: "/settings", label: "Settings", icon: Settings, key: "s" },
];
