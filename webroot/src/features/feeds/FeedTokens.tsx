import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { type FeedRef, feedsChanged, revokeFeedToken } from "@/api/feeds";
import { messageOf } from "@/api/problem";
import type { FeedToken } from "@/api/types";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { EmptyState } from "@/ui/EmptyState";
import { Time } from "@/ui/Time";
import { useToast } from "@/ui/Toast";
import { NewTokenDialog } from "./NewTokenDialog";

interface FeedTokensProps {
  feed: FeedRef;
  tokens: FeedToken[];
  /** Whether the feed is private, so that nobody reads it without one. */
  needed: boolean;
}

/** Who has an address of a private feed. */
export function FeedTokens({ feed, tokens, needed }: FeedTokensProps) {
  const client = useQueryClient();
  const say = useToast();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<FeedToken>();
  const revoking = useMutation({
    mutationFn: (token: FeedToken) => revokeFeedToken(feed, token),
    onSuccess: (_, token) => say(`${token.name} has no address any more`),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => feedsChanged(client),
  });
  const button = (
    <Button small={tokens.length > 0} icon={Plus} onClick={() => setAdding(true)}>
      New address
    </Button>
  );
  return (
    <Card>
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">Listeners</h2>
        {tokens.length > 0 && button}
      </div>
      {!needed && (
        <p className="mb-3 text-muted">
          The feed is public now. These addresses go on working until you take them back.
        </p>
      )}
      {tokens.length === 0 ? (
        <EmptyState icon={KeyRound} title="Nobody has an address yet" action={button}>
          Make one for each listener, so that you can take it back from one without disturbing the others.
        </EmptyState>
      ) : (
        <ul className="divide-y border-t">
          {tokens.map((token) => (
            <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
              <div className="min-w-0 flex-1 basis-48">
                <p dir="auto" className="font-medium wording">
                  {token.name}
                </p>
                <p className="text-sm text-muted">
                  Made <Time at={token.createdAt} /> ·{" "}
                  {token.usedAt === undefined ? (
                    "not read yet"
                  ) : (
                    <>
                      last read <Time at={token.usedAt} />
                    </>
                  )}
                </p>
              </div>
              <Button small kind="danger" onClick={() => setLeaving(token)} aria-label={`Take back from ${token.name}`}>
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewTokenDialog feed={feed} open={adding} onOpenChange={setAdding} />
      <Confirm
        open={leaving !== undefined}
        onOpenChange={(open) => {
          if (!open) {
            setLeaving(undefined);
          }
        }}
        title={`Take the address back from ${leaving?.name ?? ""}?`}
        action="Take it back"
        onConfirm={() => {
          if (leaving !== undefined) {
            revoking.mutate(leaving);
          }
        }}
      >
        The feed and its episodes stop there at once, downloads that are running included. It cannot be given again.
      </Confirm>
    </Card>
  );
}
