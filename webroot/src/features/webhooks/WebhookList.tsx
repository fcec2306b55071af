import { CircleAlert, CircleCheck, CirclePause, Send } from "lucide-react";
import type { Webhook, WebhookOutcome } from "@/api/types";
import { Button } from "@/ui/Button";
import { Time } from "@/ui/Time";
import { eventLine } from "./eventWords";

interface WebhookListProps {
  webhooks: Webhook[];
  /** Which of them is being called now. */
  testing: string | undefined;
  onTest: (webhook: Webhook) => void;
  onDelete: (webhook: Webhook) => void;
}

export function WebhookList({ webhooks, testing, onTest, onDelete }: WebhookListProps) {
  return (
    <ul aria-label="Webhooks" className="divide-y rounded-md border bg-surface">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <About webhook={webhook} />
          </div>
          <div className="flex gap-2">
            <Button
              small
              icon={Send}
              busy={testing === webhook.id}
              disabled={testing !== undefined}
              onClick={() => onTest(webhook)}
              aria-label={`Send a test to ${webhook.url}`}
            >
              Send a test
            </Button>
            <Button small kind="danger" onClick={() => onDelete(webhook)} aria-label={`Delete ${webhook.url}`}>
              Delete
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function About({ webhook: { url, events, createdAt, offAt, waiting, last } }: { webhook: Webhook }) {
  return (
    <>
      <p className="font-medium wording">{url}</p>
      <p className="text-sm text-muted">
        {eventLine(events)} · added <Time at={createdAt} />
        {waiting > 0 && ` · ${waiting.toLocaleString("en")} to be sent`}
      </p>
      {offAt !== undefined && (
        <p className="mt-1 flex items-start gap-2 text-sm text-warn">
          <CirclePause size={16} aria-hidden className="mt-0.5 shrink-0" />
          <span className="wording">
            Switched off <Time at={offAt} />, because it said that it is gone. A test that it takes switches it on
            again.
          </span>
        </p>
      )}
      {last === undefined ? <p className="text-sm text-muted">Not called yet</p> : <Last outcome={last} />}
    </>
  );
}

function Last({ outcome: { at, status, error } }: { outcome: WebhookOutcome }) {
  return error === undefined ? (
    <p className="mt-1 flex items-start gap-2 text-sm text-good">
      <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        Took the last call <Time at={at} />
        {status !== undefined && ` (HTTP ${status})`}
      </span>
    </p>
  ) : (
    <p className="mt-1 flex items-start gap-2 text-sm text-bad">
      <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span className="wording">
        The last call failed <Time at={at} />: {error}
      </span>
    </p>
  );
}
