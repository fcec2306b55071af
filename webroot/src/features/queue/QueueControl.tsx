import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause } from "lucide-react";
import { useState } from "react";
import { jobKeys } from "@/api/jobs";
import { messageOf } from "@/api/problem";
import { pauseQueue, queuePaused, queueQuery, resumeQueue } from "@/api/queue";
import type { Queue } from "@/api/types";
import { useIsAdmin } from "@/app/useUser";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { PauseBanner } from "./PauseBanner";
import { PauseDialog } from "./PauseDialog";

/** Pauses the queue; nothing for members, nor while it is paused: the banner resumes it. */
export function PauseQueueButton({ small = false }: { small?: boolean }) {
  const { data } = useQuery(queueQuery);
  const admin = useIsAdmin();
  const { changed } = useQueueCommands();
  const [asking, setAsking] = useState(false);
  const say = useToast();
  if (!admin || data === undefined) {
    return null;
  }
  return (
    <>
      {data.paused === undefined && (
        <Button small={small} icon={Pause} onClick={() => setAsking(true)}>
          Pause queue
        </Button>
      )}
      <PauseDialog
        open={asking}
        onOpenChange={setAsking}
        title="Pause the queue"
        description="Nothing new starts, for anybody. What runs goes on to its end."
        pause={async (reason) => changed(await pauseQueue(reason))}
        onPaused={() => say("The queue is paused")}
      />
    </>
  );
}

/** Says that the queue is paused, and why; nothing else. */
export function QueueBanner() {
  const { data } = useQuery(queueQuery);
  const admin = useIsAdmin();
  const { resume, resuming } = useQueueCommands();
  return (
    <div role="status" className="empty:hidden">
      {data?.paused !== undefined && (
        <PauseBanner
          pause={data.paused}
          words="Nothing new starts; what runs goes on to its end."
          onResume={admin ? resume : undefined}
          busy={resuming}
        />
      )}
    </div>
  );
}

function useQueueCommands() {
  const client = useQueryClient();
  const say = useToast();
  const changed = ({ paused }: Queue): void => {
    void queuePaused(client, paused ?? null);
    void client.invalidateQueries({ queryKey: jobKeys.active });
  };
  const resuming = useMutation({
    mutationFn: resumeQueue,
    onSuccess: (queue) => {
      changed(queue);
      say("The queue goes on");
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return { changed, resume: () => resuming.mutate(), resuming: resuming.isPending };
}
