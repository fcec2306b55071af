import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { Template } from "./types";

/** How rendered videos can look. */
export const templatesQuery = queryOptions({
  queryKey: ["templates"] as const,
  queryFn: async ({ signal }) => {
    const { templates } = await api<{ templates: Template[] }>("/api/templates", { signal });
    return templates;
  },
});
