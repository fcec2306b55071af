import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { agentKeys, deleteAgent, updateAgent } from "@/api/agents";
import { feedsChanged } from "@/api/feeds";
import { errorAt, errorBeside, messageOf } from "@/api/problem";
import type { Agent } from "@/api/types";
import { FilterForm } from "@/features/videos/FilterForm";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import { PodcastFields } from "@/features/feeds/PodcastFields";
import { PrivateFeedField } from "@/features/feeds/PrivateFeedField";
import { AgentFields } from "./AgentFields";
import { AGENT_FIELDS, fromAgent, toPatch } from "./form";
import { MediaField } from "./MediaField";

export function AgentSettings({ agent }: { agent: Agent }) {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <SettingsForm agent={agent} />
      <FilterForm agent={agent} />
      <Card className="flex flex-col gap-5">
        <h2 className="text-lg font-semibold">Sound and artwork</h2>
        <MediaField
          agent={agent}
          slot="intro"
          label="Intro"
          hint="Joined before each episode, with a short cross-fade."
        />
        <MediaField agent={agent} slot="outro" label="Outro" hint="Joined after each episode." />
        <MediaField
          agent={agent}
          slot="artwork"
          label="Artwork"
          hint="The podcast's cover: a square JPEG or PNG, 1,400 to 3,000 pixels, in RGB."
        />
      </Card>
      <Removal agent={agent} />
    </div>
  );
}

function SettingsForm({ agent }: { agent: Agent }) {
  const client = useQueryClient();
  const say = useToast();
  const [form, setForm] = useState(() => fromAgent(agent));
  const saving = useMutation({
    mutationFn: () => updateAgent(agent.id, toPatch(form)),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: agentKeys.all }), feedsChanged(client)]);
      say("Saved");
    },
  });
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  const errorOf = (field: string): string | undefined => errorAt(saving.error, field);
  return (
    <form onSubmit={save} className="flex flex-col gap-6">
      <Card className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Episodes</h2>
        <AgentFields form={form} onChange={setForm} errorOf={errorOf} />
      </Card>
      <Card className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Podcast</h2>
        <PodcastFields
          form={form.podcast}
          fallback="The agent's name when empty."
          onChange={(podcast) => setForm({ ...form, podcast })}
          errorOf={errorOf}
        />
        <PrivateFeedField checked={form.privateFeed} onChange={(privateFeed) => setForm({ ...form, privateFeed })} />
      </Card>
      <FormError text={errorBeside(saving.error, AGENT_FIELDS)} />
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={saving.isPending} disabled={form.name.trim() === ""}>
          Save settings
        </Button>
      </div>
    </form>
  );
}

function Removal({ agent }: { agent: Agent }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const deleting = useMutation({
    mutationFn: () => deleteAgent(agent.id),
    onSuccess: async () => {
      say("Deleted");
      await navigate({ to: "/agents", search: {} });
      await client.invalidateQueries({ queryKey: agentKeys.all });
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4">
      <div>
        <h2 className="font-semibold">Delete this agent</h2>
        <p className="text-muted">Its jobs and episodes stay. Its feed is gone at once, for every subscriber.</p>
      </div>
      <Button kind="danger" icon={Trash2} busy={deleting.isPending} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${agent.name}?`}
        action="Delete the agent"
        onConfirm={() => deleting.mutate()}
      >
        Its feed is gone at once, for every subscriber. This cannot be taken back.
      </Confirm>
    </Card>
  );
}
