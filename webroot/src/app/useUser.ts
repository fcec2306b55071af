import { useRouteContext } from "@tanstack/react-router";
import type { User } from "@/api/types";

/** Who is signed in. */
export function useUser(): User {
  return useRouteContext({ from: "/signed-in" }).user;
}

export function useIsAdmin(): boolean {
  return useUser().role === "admin";
}
