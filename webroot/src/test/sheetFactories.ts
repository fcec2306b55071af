import type { SheetConnection, SheetPreview } from "@/api/types";

const CREATED = "2026-11-21T09:00:00Z";

export function aSheetConnection(over: Partial<SheetConnection> = {}): SheetConnection {
  return {
    id: "c-1",
    ownerId: "u-1",
    name: "Grace Church",
    kind: "service_account",
    email: "reelcast@church-media.iam.gserviceaccount.com",
    createdAt: CREATED,
    ...over,
  };
}

export function aSheetPreview(over: Partial<SheetPreview> = {}): SheetPreview {
  return {
    sheetId: "1AbC-dEf_0123456789",
    title: "Sermons",
    tabs: ["Week 1", "Week 2"],
    tab: "Week 1",
    firstColumn: 1,
    header: ["title", "url"],
    rows: [
      { number: 2, cells: ["Why we stay", "https://example.org/1"] },
      { number: 4, cells: ["نعمة"] },
    ],
    rowCount: 2,
    rowCountIsUpperBound: false,
    ...over,
  };
}
