import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import type { Webhook } from "@/api/types";
import { deleteWebhook, testWebhook, webhooksKey, webhooksQuery } from "@/api/webhooks";
import { usePage } from "@/app/crumbs";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { NewWebhookDialog } from "./NewWebhookDialog";
import { WebhookList } from "./WebhookList";

/** The addresses that are called when something happens. */
export function WebhooksPage() {
  usePage("Webhooks", { label: "Settings", to: "/settings" });
  const { data, error, refetch } = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Webhook>();
  const testing = useTesting();
  const deleting = useDeleting();
  const button = (
    <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
      Add a webhook
    </Button>
  );
  return (
    <Section title="Webhooks" aside={data !== undefined && data.length > 0 && button}>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} className="h-24" />
        ) : (
          <ErrorState what="The webhooks" error={error} onRetry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <EmptyState icon={WebhookIcon} title="No webhook yet" action={button}>
          A webhook is an address of a program of yours. It is called when a bulk job ends, with what came of it.
        </EmptyState>
      ) : (
        <WebhookList
          webhooks={data}
          testing={testing.isPending ? testing.variables.id : undefined}
          onTest={(webhook) => testing.mutate(webhook)}
          onDelete={setLeaving}
        />
      )}
      <NewWebhookDialog open={adding} onOpenChange={setAdding} />
      <Confirm
        open={leaving !== undefined}
        onOpenChange={(open) => {
          if (!open) {
            setLeaving(undefined);
          }
        }}
        title={`Delete the webhook to ${leaving?.url ?? ""}?`}
        action="Delete it"
        onConfirm={() => {
          if (leaving !== undefined) {
            deleting.mutate(leaving);
          }
        }}
      >
        It is called no more, also with what is still to be sent. One that is added again has another secret.
      </Confirm>
    </Section>
  );
}

function useTesting() {
  const client = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: ({ id }: Webhook) => testWebhook(id),
    onSuccess: ({ status, error }) => {
      if (error === undefined) {
        say(`It took the test${status === undefined ? "" : ` (HTTP ${status})`}`);
      } else {
        say(`The test failed: ${error}`, "bad");
      }
    },
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => client.invalidateQueries({ queryKey: webhooksKey }),
  });
}

function useDeleting() {
  const client = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: ({ id }: Webhook) => deleteWebhook(id),
    onSuccess: () => say("The webhook is deleted"),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => client.invalidateQueries({ queryKey: webhooksKey }),
  });
}
