import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileAudio, Layers } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { authStateQuery } from "@/api/auth";
import { ApiError, errorAt, errorBeside } from "@/api/problem";
import type { Priority, SubmitRequest } from "@/api/types";
import { size } from "@/lib/format";
import { fromLocalInput } from "@/lib/localTime";
import { cx } from "@/lib/cx";
import { Button, buttonClass } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field, Input, TextArea } from "@/ui/Field";
import { Fold } from "@/ui/Fold";
import { FormError } from "@/ui/FormError";
import { Tabs } from "@/ui/Tabs";
import { AgentField, DeadlineField, PriorityField } from "./fields";
import { FilePicker, recordingHint } from "./FilePicker";
import { EMPTY_RENDERING, isRenderable, renderRequest, RenderFields } from "./RenderFields";
import { SendingBar } from "./SendingBar";
import { useSubmission } from "./useSubmission";

type Source = "url" | "file" | "transcript" | "render";

export interface SubmitStart {
  tab?: Source;
  files?: File[];
  agentId?: string;
}

/** Refusals of the thing that was sent, which name no field. */
const ABOUT_THE_SOURCE = [413, 415, 422];
const FIELDS = ["url", "file", "transcript", "render", "title", "agentId", "priority", "deadline"];

interface SubmitDialogProps {
  start: SubmitStart;
  onClose: () => void;
}

/** A new job from a URL, a file, a transcript or a text to be made a video of. */
export function SubmitDialog({ start, onClose }: SubmitDialogProps) {
  const [source, setSource] = useState<Source>(start.tab ?? "url");
  const [url, setUrl] = useState("");
  const [file, setFile] = useState(start.files?.[0]);
  const [transcript, setTranscript] = useState("");
  const [rendering, setRendering] = useState(EMPTY_RENDERING);
  const [title, setTitle] = useState("");
  const [agentId, setAgentId] = useState(start.agentId ?? "");
  const [priority, setPriority] = useState<Priority>("normal");
  const [deadline, setDeadline] = useState("");
  const { data: limits } = useQuery(authStateQuery);
  const { submit, busy, error, sending, cancel, forget } = useSubmission(onClose);

  const aboutSource = error instanceof ApiError && ABOUT_THE_SOURCE.includes(error.status);
  const sourceError = (field: Source): string | undefined =>
    field === source && aboutSource ? error.message : errorAt(error, field);
  const tooLarge = file !== undefined && limits !== undefined && file.size > limits.uploadLimitBytes;
  const ready = {
    url: url.trim() !== "",
    file: file !== undefined && !tooLarge,
    transcript: transcript.trim() !== "",
    render: isRenderable(rendering),
  };
  const fileError = tooLarge
    ? `This file has ${size(file.size)}; the server takes ${size(limits.uploadLimitBytes)} at most.`
    : sourceError("file");

  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    const wantedBy = fromLocalInput(deadline);
    const common = {
      priority,
      ...(wantedBy === undefined ? {} : { deadline: wantedBy }),
      ...(agentId === "" ? {} : { agentId }),
      ...(title.trim() === "" || source === "url" ? {} : { title: title.trim() }),
    };
    if (source === "file") {
      if (file !== undefined) {
        submit({ file, fields: common });
      }
      return;
    }
    const inputs: Record<typeof source, SubmitRequest> = {
      url: { url: url.trim() },
      transcript: { transcript },
      render: { render: renderRequest(rendering) },
    };
    submit({ request: { ...common, ...inputs[source] } });
  };

  const titleField = (
    <Field label="Title" hint="Optional; else it is found on the way." error={errorAt(error, "title")} className="mt-4">
      {(wiring) => (
        <Input
          {...wiring}
          dir="auto"
          maxLength={500}
          value={title}
          onChange={(event) => {
            setTitle(event.target.value);
          }}
        />
      )}
    </Field>
  );

  return (
    <Dialog
      open
      onOpenChange={() => {
        if (!busy) onClose();
      }}
      title="New job"
      wide
    >
      <form onSubmit={send}>
        <Tabs
          label="Source"
          value={source}
          onChange={(name) => {
            setSource(name);
            forget();
          }}
          tabs={[
            {
              name: "url",
              label: "URL",
              content: (
                <Field
                  label="URL"
                  hint="A YouTube video, a page with a video, or a media file."
                  error={sourceError("url")}
                >
                  {(wiring) => (
                    <Input
                      {...wiring}
                      autoFocus
                      type="text"
                      inputMode="url"
                      placeholder="https://"
                      maxLength={4096}
                      value={url}
                      onChange={(event) => {
                        setUrl(event.target.value);
                      }}
                    />
                  )}
                </Field>
              ),
            },
            {
              name: "file",
              label: "File",
              content: (
                <>
                  <FilePicker
                    label="Recording"
                    icon={FileAudio}
                    accept="audio/*,video/*,.mkv,.opus,.m4a"
                    prompt="Drop an audio or video file here, or anywhere on the page."
                    hint={recordingHint(limits?.uploadLimitBytes, (start.files?.length ?? 1) - 1)}
                    file={file}
                    onPick={setFile}
                    error={fileError}
                    disabled={busy}
                  />
                  {titleField}
                </>
              ),
            },
            {
              name: "transcript",
              label: "Transcript",
              content: (
                <>
                  <Field
                    label="Transcript"
                    hint="Plain text, WebVTT or SRT. It is summarised; there is no sound."
                    error={sourceError("transcript")}
                  >
                    {(wiring) => (
                      <TextArea
                        {...wiring}
                        dir="auto"
                        rows={8}
                        maxLength={2_000_000}
                        value={transcript}
                        onChange={(event) => {
                          setTranscript(event.target.value);
                        }}
                      />
                    )}
                  </Field>
                  {titleField}
                </>
              ),
            },
            {
              name: "render",
              label: "Text to video",
              content: (
                <>
                  <RenderFields value={rendering} onChange={setRendering} error={sourceError("render")} />
                  {titleField}
                </>
              ),
            },
          ]}
        />
        <div className="mt-4">
          <AgentField value={agentId} onChange={setAgentId} error={errorAt(error, "agentId")} />
        </div>
        <Fold
          summary="Priority and deadline"
          forced={errorAt(error, "priority") !== undefined || errorAt(error, "deadline") !== undefined}
          className="mt-4"
        >
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <PriorityField value={priority} onChange={setPriority} error={errorAt(error, "priority")} />
            <DeadlineField value={deadline} onChange={setDeadline} error={errorAt(error, "deadline")} />
          </div>
        </Fold>
        {!aboutSource && <FormError text={errorBeside(error, FIELDS)} className="mt-4" />}
        {sending !== undefined && <SendingBar sending={sending} />}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Link to="/bulk/new" onClick={onClose} className={cx(buttonClass("quiet"), "mr-auto -ml-3")}>
            <Layers size={16} aria-hidden />
            Many at once
          </Link>
          {sending === undefined ? (
            <Button onClick={onClose} disabled={busy}>
              Close
            </Button>
          ) : (
            <Button kind="danger" onClick={cancel}>
              Cancel upload
            </Button>
          )}
          <Button kind="primary" type="submit" busy={busy} disabled={!ready[source]}>
            {source === "file" ? "Upload and start" : "Start"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
