import { useQuery } from "@tanstack/react-query";
import { Layers, Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { agentsQuery } from "@/api/agents";
import { bulkQuery } from "@/api/bulk";
import type { JobStatus, JobType } from "@/api/types";
import { cx } from "@/lib/cx";
import { STATUS_WORDS, TYPE_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { Input, Select } from "@/ui/Field";
import { type Age, AGES, isFiltered, type JobSearch, parseStatuses } from "./search";
import { searchField } from "./searchFocus";

const TYPING_MS = 300;
const STATUSES: JobStatus[] = ["processing", "pending", "completed", "failed", "cancelled", "skipped"];
const AGE_WORDS: Record<Age, string> = { 1: "Today", 7: "Last 7 days", 30: "Last 30 days" };
const TYPES: JobType[] = ["youtube", "upload", "transcript"];

interface JobFiltersProps {
  search: JobSearch;
  onChange: (change: Partial<JobSearch>, replace?: boolean) => void;
  onClear: () => void;
}

/** What narrows the list of jobs; all of it stands in the address. */
export function JobFilters({ search, onChange, onClear }: JobFiltersProps) {
  const { data: agents = [] } = useQuery(agentsQuery);
  const chosen = parseStatuses(search.status);
  const toggle = (status: JobStatus): void => {
    const statuses = chosen.includes(status) ? chosen.filter((other) => other !== status) : [...chosen, status];
    onChange(statuses.length === 0 ? { status: undefined } : { status: statuses.join(",") });
  };
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <SearchField key={search.q ?? ""} value={search.q ?? ""} onChange={(q) => onChange({ q }, true)} />
        <Select
          aria-label="Type"
          className="max-sm:flex-1 max-sm:basis-24 sm:w-36!"
          value={search.type ?? ""}
          onChange={(event) =>
            onChange({ type: event.target.value === "" ? undefined : (event.target.value as JobType) })
          }
        >
          <option value="">All types</option>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {TYPE_WORDS[type]}
            </option>
          ))}
        </Select>
        {agents.length > 0 && (
          <Select
            aria-label="Agent"
            className="max-sm:flex-1 max-sm:basis-24 sm:w-44!"
            value={search.agentId ?? ""}
            onChange={(event) => onChange({ agentId: event.target.value === "" ? undefined : event.target.value })}
          >
            <option value="">All agents</option>
            {agents.map((agent) => (
              <option key={agent.id} value={agent.id}>
                {agent.name}
              </option>
            ))}
          </Select>
        )}
        <Select
          aria-label="Created"
          className="max-sm:flex-1 max-sm:basis-24 sm:w-36!"
          value={search.days ?? ""}
          onChange={(event) => onChange({ days: AGES.find((days) => String(days) === event.target.value) })}
        >
          <option value="">Any time</option>
          {AGES.map((days) => (
            <option key={days} value={days}>
              {AGE_WORDS[days]}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label="Status">
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={chosen.includes(status)}
            onClick={() => toggle(status)}
            className={cx(
              "h-8 rounded-full border px-3 text-sm font-medium",
              chosen.includes(status)
                ? "border-accent bg-accent-soft text-accent"
                : "bg-surface text-muted hover:bg-sunken hover:text-text",
            )}
          >
            {STATUS_WORDS[status]}
          </button>
        ))}
        {search.bulkJobId !== undefined && (
          <BulkJobChip id={search.bulkJobId} onRemove={() => onChange({ bulkJobId: undefined })} />
        )}
        {isFiltered(search) && (
          <Button small kind="quiet" icon={X} onClick={onClear}>
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}

/** Only the jobs of one bulk job are shown. */
function BulkJobChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useQuery(bulkQuery(id));
  const words = data === undefined ? "One bulk job" : `Bulk job: ${data.title}`;
  return (
    <button
      type="button"
      aria-label={`${words}. Show all jobs`}
      onClick={onRemove}
      className="inline-flex h-8 max-w-full items-center gap-2 rounded-full border border-accent bg-accent-soft px-3 text-sm font-medium text-accent"
    >
      <Layers size={14} aria-hidden className="shrink-0" />
      <span dir="auto" className="max-w-60 truncate">
        {words}
      </span>
      <X size={14} aria-hidden className="shrink-0" />
    </button>
  );
}

/** Searches a moment after the last key. */
function SearchField({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const search = useEffectEvent((q: string) => onChange(q.trim() === "" ? undefined : q));
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => search(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <span className="relative min-w-52 flex-1 basis-64">
      <Search size={16} aria-hidden className="pointer-events-none absolute top-2.5 left-3 text-muted" />
      <Input
        ref={searchField}
        type="search"
        aria-label="Search jobs by title or URL"
        placeholder="Search by title or URL"
        dir="auto"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pl-9"
      />
    </span>
  );
}
