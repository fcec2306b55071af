import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { createFeed, feedsChanged } from "@/api/feeds";
import { errorAt, errorBeside } from "@/api/problem";
import { useUser } from "@/app/useUser";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormError } from "@/ui/FormError";
import { CombinedFields } from "./CombinedFields";
import { COMBINED_FIELDS, EMPTY_COMBINED, toCombined } from "./combinedForm";

interface NewFeedDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewFeedDialog({ open, onOpenChange }: NewFeedDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Combine feeds"
      description="One more feed, with the episodes of several agents. Their own feeds stay."
    >
      <NewFeed onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewFeed({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const user = useUser();
  const [form, setForm] = useState(EMPTY_COMBINED);
  const creating = useMutation({
    mutationFn: () => createFeed(toCombined(form)),
    onSuccess: async (feed) => {
      await feedsChanged(client);
      await navigate({ to: "/feeds/$feedId", params: { feedId: feed.id } });
    },
  });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    creating.mutate();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <CombinedFields
        form={form}
        ownerId={user.id}
        onChange={setForm}
        errorOf={(field) => errorAt(creating.error, field)}
        autoFocus
      />
      <FormError text={errorBeside(creating.error, COMBINED_FIELDS)} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Close</Button>
        <Button
          type="submit"
          kind="primary"
          busy={creating.isPending}
          disabled={form.name.trim() === "" || form.agentIds.length === 0}
        >
          Create feed
        </Button>
      </div>
    </form>
  );
}
