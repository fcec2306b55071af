import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { NewSheetConnection, SheetConnection, SheetPreview } from "./types";

export const sheetKeys = {
  connections: ["sheets", "connections"] as const,
  preview: (connectionId: string, sheet: string, range: string) =>
    ["sheets", "preview", connectionId, sheet, range] as const,
};

export const sheetConnectionsQuery = queryOptions({
  queryKey: sheetKeys.connections,
  queryFn: async ({ signal }) =>
    (await api<{ connections: SheetConnection[] }>("/api/sheets/connections", { signal })).connections,
});

/** The beginning of a sheet; asked for once, because Google counts each look. */
export function sheetPreviewQuery(connectionId: string, sheet: string, range: string) {
  return queryOptions({
    queryKey: sheetKeys.preview(connectionId, sheet, range),
    queryFn: ({ signal }) =>
      api<SheetPreview>(`/api/sheets/connections/${connectionId}/preview`, {
        query: range === "" ? { sheetId: sheet } : { sheetId: sheet, range },
        signal,
      }),
    retry: false,
    refetchOnWindowFocus: false,
  });
}

export function connectSheets(connection: NewSheetConnection): Promise<SheetConnection> {
  return api<SheetConnection>("/api/sheets/connect", { method: "POST", body: connection });
}

export function deleteSheetConnection(id: string): Promise<void> {
  return api<undefined>(`/api/sheets/connections/${id}`, { method: "DELETE" });
}
