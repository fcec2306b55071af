import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Sheet } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { deleteSheetConnection, sheetConnectionsQuery, sheetKeys } from "@/api/sheets";
import type { SheetConnection } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { ConnectDialog } from "./ConnectDialog";
import { ConnectionList } from "./ConnectionList";
import { KeySteps } from "./KeySteps";
import { LookDialog } from "./LookDialog";

/** The keys by which spreadsheets at Google are read and written. */
export function SheetsPage() {
  usePage("Google Sheets", { label: "Settings", to: "/settings" });
  const client = useQueryClient();
  const say = useToast();
  const { data, error, refetch } = useQuery(sheetConnectionsQuery);
  const [connecting, setConnecting] = useState(false);
  const [looking, setLooking] = useState<SheetConnection>();
  const [leaving, setLeaving] = useState<SheetConnection>();
  const removing = useMutation({
    mutationFn: (connection: SheetConnection) => deleteSheetConnection(connection.id),
    onSuccess: (_, { name }) => say(`${name} is removed`),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => client.invalidateQueries({ queryKey: sheetKeys.connections }),
  });
  const button = (
    <Button kind="primary" icon={Plus} onClick={() => setConnecting(true)}>
      Connect
    </Button>
  );
  return (
    <Section title="Google Sheets" aside={data !== undefined && data.length > 0 && button}>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={2} className="h-24" />
        ) : (
          <ErrorState what="The connections" error={error} onRetry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <EmptyState icon={Sheet} title="No key to Google Sheets yet" action={button}>
          <p className="mb-3">With one, a sheet’s rows become jobs, and results are written back into it.</p>
          <KeySteps />
        </EmptyState>
      ) : (
        <ConnectionList connections={data} onLook={setLooking} onRemove={setLeaving} />
      )}
      <ConnectDialog open={connecting} onOpenChange={setConnecting} />
      <LookDialog connection={looking} onClose={() => setLooking(undefined)} />
      <Confirm
        open={leaving !== undefined}
        onOpenChange={(open) => {
          if (!open) {
            setLeaving(undefined);
          }
        }}
        title={`Remove ${leaving?.name ?? ""}?`}
        action="Remove it"
        onConfirm={() => {
          if (leaving !== undefined) {
            removing.mutate(leaving);
          }
        }}
      >
        Its key is forgotten here: bulk jobs can read and write no sheet with it any more. At Google the key stays until
        you delete it there.
      </Confirm>
    </Section>
  );
}
