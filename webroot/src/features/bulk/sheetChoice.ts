import type { BulkInput } from "@/api/types";

/** A sheet and how it is read, as the form has it. */
export interface SheetChoice {
  connectionId: string;
  /** Its address or id. */
  sheet: string;
  range: string;
  /** Whether what became of the rows is written beside them. */
  writeBack: boolean;
}

export const NO_SHEET: SheetChoice = { connectionId: "", sheet: "", range: "", writeBack: false };

export function isSheetChosen({ connectionId, sheet }: SheetChoice): boolean {
  return connectionId !== "" && sheet.trim() !== "";
}

/** As the server takes it. */
export function sheetInput({ connectionId, sheet, range, writeBack }: SheetChoice): BulkInput {
  return {
    inputSource: "sheet",
    connectionId,
    sheetId: sheet.trim(),
    ...(range.trim() === "" ? {} : { range: range.trim() }),
    ...(writeBack ? { writeBack } : {}),
  };
}
