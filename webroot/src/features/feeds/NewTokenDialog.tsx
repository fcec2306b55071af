import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { addFeedToken, type FeedRef, feedsChanged } from "@/api/feeds";
import { errorAt, errorBeside } from "@/api/problem";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FeedAddress } from "@/ui/FeedAddress";
import { Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";

interface NewTokenDialogProps {
  feed: FeedRef;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes an address for one listener, and shows it this once. */
export function NewTokenDialog({ feed, open, onOpenChange }: NewTokenDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="An address for one listener">
      <NewToken feed={feed} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewToken({ feed, onClose }: { feed: FeedRef; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const adding = useMutation({
    mutationFn: () => addFeedToken(feed, name.trim()),
    onSuccess: () => feedsChanged(client),
  });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    adding.mutate();
  };
  if (adding.data !== undefined) {
    return (
      <div className="flex flex-col gap-4">
        <p>
          This is the address for <bdi className="font-medium">{adding.data.name}</bdi>. Copy it now: it is shown this
          once and stored nowhere.
        </p>
        <FeedAddress url={adding.data.url} />
        <p className="text-sm text-muted">
          It goes into a podcast app under “Add by URL”. Whoever has it can listen, so send it to nobody else.
        </p>
        <div className="flex justify-end">
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form onSubmit={send}>
      <Field label="For whom" hint="So that you know later whose it is." error={errorAt(adding.error, "name")}>
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            required
            dir="auto"
            maxLength={100}
            placeholder="Ann's phone"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <FormError text={errorBeside(adding.error, ["name"])} className="mt-4" />
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose} disabled={adding.isPending}>
          Close
        </Button>
        <Button kind="primary" type="submit" icon={KeyRound} busy={adding.isPending} disabled={name.trim() === ""}>
          Make the address
        </Button>
      </div>
    </form>
  );
}
