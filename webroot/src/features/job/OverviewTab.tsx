import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import type { JobDetail } from "@/api/types";
import { jobDuration, jobTitle } from "@/features/jobs/jobWords";
import { duration } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { PRIORITY_WORDS, TYPE_WORDS } from "@/lib/words";
import { Card } from "@/ui/Card";
import { type Fact, Facts } from "@/ui/Facts";
import { Time } from "@/ui/Time";

/** What came of the job, where its input is from, and its times. */
export function OverviewTab({ detail }: { detail: JobDetail }) {
  return (
    <div className="flex flex-col gap-4">
      <Outcome detail={detail} />
      <div className="grid gap-4 xl:grid-cols-2">
        <Card>
          <h3 className="mb-3 font-semibold">Source</h3>
          <Facts facts={sourceFacts(detail)} />
          {detail.render !== undefined && (
            <p dir="auto" className="mt-4 max-h-60 overflow-auto leading-relaxed whitespace-pre-line wording">
              {detail.render.text}
            </p>
          )}
        </Card>
        <Card>
          <h3 className="mb-3 font-semibold">Job</h3>
          <JobFacts detail={detail} />
        </Card>
      </div>
    </div>
  );
}

function Outcome({ detail: { job, analysis, render } }: { detail: JobDetail }) {
  const episodeId = job.result?.episodeId;
  if (job.status !== "completed") {
    return null;
  }
  return (
    <Card>
      <h3 dir="auto" className="font-semibold wording">
        {analysis?.title ?? (render === undefined ? "Done" : jobTitle(job))}
      </h3>
      {analysis !== undefined && analysis.summary !== "" && (
        <p dir="auto" className="mt-1 line-clamp-4 max-w-prose text-muted wording">
          {analysis.summary}
        </p>
      )}
      {job.result?.reason !== undefined && <p className="mt-2 text-sm text-muted">{job.result.reason}</p>}
      {job.result?.delivered !== undefined && (
        <p className="mt-2 text-sm text-muted wording">A copy of the video is at {job.result.delivered}</p>
      )}
      {episodeId !== undefined && (
        <Link
          to="/episodes/$episodeId"
          params={{ episodeId }}
          className="mt-3 inline-block font-medium text-accent hover:underline"
        >
          Open the episode
        </Link>
      )}
    </Card>
  );
}

function sourceFacts({ job, metadata, render }: JobDetail): Fact[] {
  const url = metadata?.url ?? job.videoUrl;
  const known: [string, ReactNode][] = [
    ["Kind", TYPE_WORDS[job.type]],
    ["Title", metadata?.title ?? job.videoTitle],
    ["Template", render?.templateId],
    ["Voice", render?.overrides.voice],
    ["Channel", metadata?.channel],
    ["Length", metadata?.durationSeconds === undefined ? undefined : duration(metadata.durationSeconds)],
    ["Published", metadata?.publishedAt === undefined ? undefined : <Time at={metadata.publishedAt} />],
    ["Language", metadata?.language],
    ["Address", url === undefined ? undefined : <SourceLink url={url} />],
  ];
  return known.filter(([, value]) => value !== undefined).map(([name, value]) => ({ name, value }));
}

/** Only web addresses become links: the text came from outside. */
function SourceLink({ url }: { url: string }) {
  return /^https?:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer" className="text-accent wording hover:underline">
      {url}
    </a>
  ) : (
    url
  );
}

function JobFacts({ detail: { job } }: { detail: JobDetail }) {
  const now = useNow();
  const known: [string, ReactNode][] = [
    ["Priority", PRIORITY_WORDS[job.priority]],
    ["Created", <Time key="created" at={job.createdAt} />],
    ["Started", job.startedAt === undefined ? undefined : <Time at={job.startedAt} />],
    ["Ended", job.finishedAt === undefined ? undefined : <Time at={job.finishedAt} />],
    ["Took", job.startedAt === undefined ? undefined : jobDuration(job, now)],
    ["Deadline", job.deadline === undefined ? undefined : <Time at={job.deadline} />],
    [
      "Id",
      <code key="id" className="font-mono text-sm">
        {job.id}
      </code>,
    ],
  ];
  return <Facts facts={known.filter(([, value]) => value !== undefined).map(([name, value]) => ({ name, value }))} />;
}
