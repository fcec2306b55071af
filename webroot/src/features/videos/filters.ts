import type { VideoFilters } from "@/api/types";

/** An agent's filters as they stand in the form: every value is what an input holds. */
export interface FilterValues {
  titleInclude: string;
  titleExclude: string;
  minMinutes: string;
  maxMinutes: string;
  shorts: boolean;
  live: boolean;
}

export function fromFilters(filters: VideoFilters): FilterValues {
  return {
    titleInclude: filters.titleInclude ?? "",
    titleExclude: filters.titleExclude ?? "",
    minMinutes: filters.minMinutes === undefined ? "" : String(filters.minMinutes),
    maxMinutes: filters.maxMinutes === undefined ? "" : String(filters.maxMinutes),
    shorts: filters.shorts ?? true,
    live: filters.live ?? true,
  };
}

/** What goes to the server; a filter that leaves nothing out stays out. */
export function toFilters(values: FilterValues): VideoFilters {
  const include = values.titleInclude.trim();
  const exclude = values.titleExclude.trim();
  const least = minutes(values.minMinutes);
  const most = minutes(values.maxMinutes);
  return {
    ...(include === "" ? {} : { titleInclude: include }),
    ...(exclude === "" ? {} : { titleExclude: exclude }),
    ...(least === undefined ? {} : { minMinutes: least }),
    ...(most === undefined ? {} : { maxMinutes: most }),
    ...(values.shorts ? {} : { shorts: false }),
    ...(values.live ? {} : { live: false }),
  };
}

function minutes(text: string): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(value) || value < 0 ? undefined : value;
}
