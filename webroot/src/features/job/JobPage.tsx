import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ApiError } from "@/api/problem";
import { jobQuery } from "@/api/jobs";
import { hasEnded } from "@/api/merge";
import type { JobDetail } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { jobTitle } from "@/features/jobs/jobWords";
import { useJobEvents } from "@/live/useJobEvents";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { type Tab, Tabs } from "@/ui/Tabs";
import { AnalysisTab } from "./AnalysisTab";
import { FilesTab } from "./FilesTab";
import { HistoryTab } from "./HistoryTab";
import { JobHeader } from "./JobHeader";
import { JobProgress } from "./JobProgress";
import { LogTab } from "./LogTab";
import { OverviewTab } from "./OverviewTab";
import { PlayerProvider } from "./Player";
import { PublishingTab } from "./PublishingTab";
import { Recording } from "./Recording";
import { RenderedVideo } from "./RenderedVideo";
import { sourceUrl } from "./sources";
import { StageTimeline } from "./StageTimeline";
import type { JobTab } from "./tabs";
import { TranscriptTab } from "./TranscriptTab";

export function JobPage() {
  const { jobId } = useParams({ from: "/signed-in/jobs/$jobId" });
  useJobEvents(jobId);
  const detail = useQuery(jobQuery(jobId));
  usePage(detail.data === undefined ? "Job" : jobTitle(detail.data.job), { label: "Jobs", to: "/jobs" });
  if (detail.data !== undefined) {
    return <Job key={jobId} detail={detail.data} />;
  }
  if (detail.error instanceof ApiError && detail.error.status === 404) {
    return <NotFound what="job" />;
  }
  return detail.error === null ? (
    <div role="status" className="flex flex-col gap-4">
      <h1 className="sr-only">Job</h1>
      <span className="sr-only">Loading</span>
      <Skeleton className="h-20" />
      <Skeleton className="h-36" />
      <Skeleton className="h-80" />
    </div>
  ) : (
    <ErrorState what="The job" error={detail.error} onRetry={() => void detail.refetch()} />
  );
}

function Job({ detail }: { detail: JobDetail }) {
  const { jobId } = useParams({ from: "/signed-in/jobs/$jobId" });
  const { tab = "overview" } = useSearch({ from: "/signed-in/jobs/$jobId" });
  const navigate = useNavigate();
  const { job } = detail;
  const tabs: Tab<JobTab>[] = [
    { name: "overview", label: "Overview", content: <OverviewTab detail={detail} /> },
    { name: "log", label: "Log", content: <LogTab jobId={jobId} live={!hasEnded(job.status)} /> },
    { name: "history", label: "History", content: <HistoryTab job={job} /> },
    { name: "analysis", label: "Analysis", content: <AnalysisTab detail={detail} /> },
    { name: "transcript", label: "Transcript", content: <TranscriptTab detail={detail} /> },
    { name: "files", label: "Files", count: detail.files.length, content: <FilesTab detail={detail} /> },
    { name: "publishing", label: "Publishing", content: <PublishingTab detail={detail} /> },
  ];
  return (
    <PlayerProvider src={sourceUrl(detail)} shown={job.type === "render"}>
      <JobHeader detail={detail} />
      {!hasEnded(job.status) && <JobProgress job={job} />}
      <Recording detail={detail} />
      <RenderedVideo detail={detail} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[20rem_minmax(0,1fr)] xl:gap-8">
        <StageTimeline detail={detail} />
        <Tabs
          label="Parts of the job"
          value={tab}
          onChange={(name) =>
            void navigate({
              to: "/jobs/$jobId",
              params: { jobId },
              search: { tab: name },
              replace: true,
              resetScroll: false,
            })
          }
          tabs={tabs}
        />
      </div>
    </PlayerProvider>
  );
}
