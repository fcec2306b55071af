import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Webhook as WebhookIcon } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { errorAt, errorBeside } from "@/api/problem";
import type { CreatedWebhook, WebhookEvent } from "@/api/types";
import { createWebhook, webhooksKey } from "@/api/webhooks";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { Dialog } from "@/ui/Dialog";
import { Checkbox, Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { EVENT_WORDS, EVENTS } from "./eventWords";

interface NewWebhookDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Takes an address to call, and shows this once what its calls are signed with. */
export function NewWebhookDialog({ open, onOpenChange }: NewWebhookDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add a webhook">
      <NewWebhook onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewWebhook({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(EVENTS);
  const adding = useMutation({
    // All that there are today is not all that there will be: everything is everything.
    mutationFn: () => createWebhook(url.trim(), events.length === EVENTS.length ? [] : events),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksKey }),
  });
  if (adding.data !== undefined) {
    return <Secret webhook={adding.data} onClose={onClose} />;
  }
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field
        label="Address"
        hint="Gets a POST with JSON when something happens, signed so that it can tell that it comes from here."
        error={errorAt(adding.error, "url")}
      >
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            required
            type="url"
            maxLength={2048}
            placeholder="https://example.org/hooks/reelcast"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium">Call it when</legend>
        <div className="flex flex-col gap-2">
          {EVENTS.map((type) => (
            <Checkbox
              key={type}
              label={EVENT_WORDS[type]}
              checked={events.includes(type)}
              onChange={({ target }) =>
                setEvents(EVENTS.filter((each) => (each === type ? target.checked : events.includes(each))))
              }
            />
          ))}
        </div>
      </fieldset>
      <FormError text={errorBeside(adding.error, ["url"])} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose} disabled={adding.isPending}>
          Close
        </Button>
        <Button
          kind="primary"
          type="submit"
          icon={WebhookIcon}
          busy={adding.isPending}
          disabled={url.trim() === "" || events.length === 0}
        >
          Add the webhook
        </Button>
      </div>
    </form>
  );
}

function Secret({ webhook: { url, secret }, onClose }: { webhook: CreatedWebhook; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p>
        This is the secret that calls to <span className="font-medium wording">{url}</span> are signed with. Copy it
        now: it is shown this once.
      </p>
      <div className="flex min-w-0 items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the secret" />
      </div>
      <p className="text-sm text-muted">
        Receivers check the headers webhook-id, webhook-timestamp and webhook-signature with it, as Standard Webhooks
        says; there are libraries for most languages.
      </p>
      <div className="flex justify-end">
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
