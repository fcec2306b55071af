import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { agentKeys, createAgent } from "@/api/agents";
import { errorAt, errorBeside } from "@/api/problem";
import type { NewAgent } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormError } from "@/ui/FormError";
import { AgentFields } from "./AgentFields";
import { AGENT_FIELDS, type AgentForm, EMPTY_FORM, toAgent } from "./form";

interface NewAgentDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewAgentDialog({ open, onOpenChange }: NewAgentDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New agent"
      description="Everything can be changed later; sound, artwork and feed are in its settings."
      wide
    >
      <NewAgentForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewAgentForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form, setForm] = useState<AgentForm>(EMPTY_FORM);
  const creating = useMutation({
    mutationFn: (agent: NewAgent) => createAgent(agent),
    onSuccess: async (agent) => {
      await client.invalidateQueries({ queryKey: agentKeys.all });
      await navigate({ to: "/agents/$agentId", params: { agentId: agent.id }, search: { tab: "settings" } });
    },
  });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    creating.mutate(toAgent(form));
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <AgentFields form={form} onChange={setForm} errorOf={(field) => errorAt(creating.error, field)} autoFocus />
      <FormError text={errorBeside(creating.error, AGENT_FIELDS)} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        <Button type="submit" kind="primary" busy={creating.isPending} disabled={form.name.trim() === ""}>
          Create agent
        </Button>
      </div>
    </form>
  );
}
