import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2, Upload } from "lucide-react";
import { useRef } from "react";
import { agentKeys, agentMediaUrl, deleteAgentMedia, type MediaSlot, setAgentMedia } from "@/api/agents";
import { messageOf } from "@/api/problem";
import type { Agent } from "@/api/types";
import { size } from "@/lib/format";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import { Artwork } from "./Artwork";

interface MediaFieldProps {
  agent: Agent;
  slot: MediaSlot;
  label: string;
  hint: string;
}

/** One of the agent's own files: to hear or see, to replace, to take away. */
export function MediaField({ agent, slot, label, hint }: MediaFieldProps) {
  const client = useQueryClient();
  const say = useToast();
  const input = useRef<HTMLInputElement>(null);
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: agentKeys.all });
  const setting = useMutation({
    mutationFn: (file: File) => setAgentMedia(agent.id, slot, file),
    onSuccess: () => say(`${label} saved`),
    onSettled: changed,
  });
  const removing = useMutation({
    mutationFn: () => deleteAgentMedia(agent.id, slot),
    onSuccess: () => say(`${label} taken away`),
    onSettled: changed,
  });
  const file = agent[slot];
  const error = setting.error ?? removing.error;
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
      {slot === "artwork" && <Artwork agent={agent} className="size-20" />}
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="font-medium">{label}</h3>
        <p className="text-sm text-muted">{hint}</p>
        {file !== undefined && slot !== "artwork" && (
          <audio
            controls
            preload="none"
            aria-label={label}
            src={agentMediaUrl(agent, slot)}
            className="mt-2 h-10 w-full max-w-md"
          />
        )}
        {file !== undefined && (
          <p className="mt-1 text-sm text-muted tabular-nums">
            {file.contentType}, {size(file.bytes)}
          </p>
        )}
        <FormError text={error === null ? undefined : messageOf(error)} className="mt-2" />
      </div>
      <div className="flex gap-2">
        <Button small icon={Upload} busy={setting.isPending} onClick={() => input.current?.click()}>
          {file === undefined ? "Upload" : "Replace"}
        </Button>
        {file !== undefined && (
          <Button small kind="danger" icon={Trash2} busy={removing.isPending} onClick={() => removing.mutate()}>
            Remove
          </Button>
        )}
        <input
          ref={input}
          type="file"
          aria-label={`${label} file`}
          accept={slot === "artwork" ? "image/jpeg,image/png" : "audio/*"}
          className="hidden"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = "";
            if (chosen !== undefined) {
              removing.reset();
              setting.mutate(chosen);
            }
          }}
        />
      </div>
    </div>
  );
}
