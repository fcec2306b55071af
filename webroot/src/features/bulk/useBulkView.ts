import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { BulkSearch } from "./search";

/** What is shown of a bulk job's items; all of it stands in the address. */
export function useBulkView() {
  const { bulkJobId } = useParams({ from: "/signed-in/bulk/$bulkJobId" });
  const search = useSearch({ from: "/signed-in/bulk/$bulkJobId" });
  const navigate = useNavigate();
  return {
    ...search,
    show: (change: Partial<BulkSearch>): void =>
      void navigate({
        to: "/bulk/$bulkJobId",
        params: { bulkJobId },
        search: { ...search, ...change },
        // An open item is a place to come back from; how the list is shown is not.
        replace: change.item === undefined,
        resetScroll: false,
      }),
  };
}
