import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Check, Play, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { agentsQuery } from "@/api/agents";
import { messageOf } from "@/api/problem";
import { jobsChanged, startSample } from "@/api/jobs";
import { useSubmit } from "@/features/submit/SubmitProvider";
import { cx } from "@/lib/cx";
import { Button, buttonClass } from "@/ui/Button";
import { useToast } from "@/ui/Toast";

/** What a newcomer does first; a step that is done is dimmed. */
export function FirstSteps() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const submit = useSubmit();
  const { data: agents = [] } = useQuery(agentsQuery);
  const sample = useMutation({
    mutationFn: startSample,
    onSuccess: async (job) => {
      void jobsChanged(client);
      await navigate({ to: "/jobs/$jobId", params: { jobId: job.id } });
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return (
    <div className="mx-auto max-w-2xl pt-4 sm:pt-10">
      <h2 className="text-2xl font-semibold tracking-tight">From a recording to an episode</h2>
      <p className="mt-2 max-w-lg text-muted">
        Reelcast takes a recording, finds the part worth keeping, and makes a podcast episode of it. Watch each step as
        it happens.
      </p>
      <ol className="mt-8 flex flex-col gap-3">
        <Step
          number={1}
          title="See it work"
          words="A short sample recording runs through every stage, with nothing to set up."
          action={
            <Button kind="primary" icon={Play} busy={sample.isPending} onClick={() => sample.mutate()}>
              Run the sample
            </Button>
          }
        />
        <Step
          number={2}
          title="Create an agent"
          words="It says what counts as an episode, how it sounds, and where it is published."
          done={agents.length > 0}
          action={
            <Link to="/agents" search={{ create: true }} className={buttonClass()}>
              New agent
            </Link>
          }
        />
        <Step
          number={3}
          title="Send your first recording"
          words="A URL, a file or a transcript. A file can be dropped anywhere on the page."
          action={
            <Button icon={Plus} onClick={() => submit.open()}>
              New job
            </Button>
          }
        />
      </ol>
    </div>
  );
}

interface StepProps {
  number: number;
  title: string;
  words: string;
  done?: boolean;
  action: ReactNode;
}

function Step({ number, title, words, done = false, action }: StepProps) {
  return (
    <li
      className={cx(
        "flex flex-wrap items-center gap-x-4 gap-y-3 rounded-md border bg-surface p-4",
        done && "bg-transparent",
      )}
    >
      <span
        aria-hidden
        className={cx(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-full font-semibold",
          done ? "bg-good-soft text-good" : "bg-accent-soft text-accent",
        )}
      >
        {done ? <Check size={16} /> : number}
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <h3 className={cx("font-semibold", done && "text-muted")}>
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h3>
        <p className="text-sm text-muted">{words}</p>
      </div>
      {action}
    </li>
  );
}
