import { useNavigate } from "@tanstack/react-router";
import { Upload } from "lucide-react";
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useState } from "react";
import { chooseCsv, isCsv } from "@/features/bulk/csvFile";
import { SubmitDialog, type SubmitStart } from "./SubmitDialog";

interface Submit {
  open: (start?: SubmitStart) => void;
}

const SubmitContext = createContext<Submit>({ open: () => undefined });

/** Opens the dialog for a new job. */
export function useSubmit(): Submit {
  return use(SubmitContext);
}

/** The dialog for a new job, open to the whole page, which also takes a file dropped anywhere. */
export function SubmitProvider({ children }: { children: ReactNode }) {
  const [start, setStart] = useState<SubmitStart>();
  const [turn, setTurn] = useState(0);
  const value = useMemo<Submit>(
    () => ({
      open: (wanted = {}) => {
        setTurn((before) => before + 1);
        setStart(wanted);
      },
    }),
    [],
  );
  const navigate = useNavigate();
  const hovering = useFileDrop((files) => {
    const csv = files.find(isCsv);
    if (csv === undefined) {
      value.open({ tab: "file", files });
    } else {
      setStart(undefined);
      chooseCsv(csv);
      void navigate({ to: "/bulk/new", search: { from: "csv" } });
    }
  });
  return (
    <SubmitContext value={value}>
      {children}
      {start !== undefined && (
        <SubmitDialog
          key={turn}
          start={start}
          onClose={() => {
            setStart(undefined);
          }}
        />
      )}
      {hovering && (
        <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft/90">
          <p className="flex items-center gap-3 px-6 text-xl font-semibold text-accent">
            <Upload size={24} aria-hidden /> Drop a recording for a job, or a CSV file for a bulk job
          </p>
        </div>
      )}
    </SubmitContext>
  );
}

/**
 * Whether files hang over the page; calls back with them when they are let go. Where a part of the page takes files itself,
 * which it says by preventing the browser from doing so, they are its own.
 */
function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const drop = useEffectEvent(onFiles);
  useEffect(() => {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
    const over = (event: DragEvent): void => {
      if (event.defaultPrevented) {
        setHovering(false);
      } else if (carriesFiles(event)) {
        event.preventDefault();
        setHovering(true);
      }
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setHovering(false);
      }
    };
    const dropped = (event: DragEvent): void => {
      setHovering(false);
      if (!event.defaultPrevented && carriesFiles(event)) {
        event.preventDefault();
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) {
          drop(files);
        }
      }
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", dropped);
    };
  }, []);
  return hovering;
}
