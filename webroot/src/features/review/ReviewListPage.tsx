import { useSearch } from "@tanstack/react-router";
import { usePage } from "@/app/crumbs";
import { PageHeader } from "@/ui/PageHeader";
import { useQuery } from "@tanstack/react-query";
import { episodesQuery } from "@/api/episodes";
import { ReviewList } from "./ReviewList";

/** How many of those that wait are at hand, newest first. */
export const REVIEW_SIZE = 100;

/** The episodes that wait for a person. */
export function ReviewListPage() {
  const { agentId } = useSearch({ from: "/signed-in/review" });
  usePage("Review", { label: "Episodes", to: "/episodes" });
  const filter = agentId === undefined ? { held: true } : { held: true, agentId };
  const { data } = useQuery(episodesQuery(filter, 1, REVIEW_SIZE));
  return (
    <>
      <PageHeader title="Review" count={data?.total} />
      <ReviewList agentId={agentId} />
    </>
  );
}
