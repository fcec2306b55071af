import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/ui/Button";
import { Input } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { EMPTY_PERSON, type PersonForm } from "./podcastForm";

interface PeopleFieldsProps {
  people: PersonForm[];
  onChange: (people: PersonForm[]) => void;
  error?: string | undefined;
}

const MOST = 50;

/** Who is regularly in the podcast. */
export function PeopleFields({ people, onChange, error }: PeopleFieldsProps) {
  const change = (at: number, over: Partial<PersonForm>): void =>
    onChange(people.map((person, index) => (index === at ? { ...person, ...over } : person)));
  const inputs = [
    { name: "name", label: "Name", placeholder: "Name", maxLength: 128, className: "" },
    { name: "role", label: "Role", placeholder: "host", maxLength: 64, className: "sm:w-32" },
    { name: "href", label: "Page", placeholder: "https://…", maxLength: 2048, className: "" },
  ] as const;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">People</legend>
      <ul className="flex flex-col gap-3 sm:gap-2">
        {people.map((person, at) => (
          // A row has no identity of its own: it is the place in the list.
          <li key={at} className="flex items-start gap-2">
            <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[1fr_auto_1fr]">
              {inputs.map(({ name, label, placeholder, maxLength, className }) => (
                <Input
                  key={name}
                  dir="auto"
                  aria-label={`${label} of person ${at + 1}`}
                  placeholder={placeholder}
                  maxLength={maxLength}
                  className={className}
                  value={person[name]}
                  onChange={(event) => change(at, { [name]: event.target.value })}
                />
              ))}
            </div>
            <IconButton
              icon={Trash2}
              label={`Remove person ${at + 1}`}
              onClick={() => onChange(people.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button small icon={Plus} disabled={people.length >= MOST} onClick={() => onChange([...people, EMPTY_PERSON])}>
          Add a person
        </Button>
        <p className={error === undefined ? "text-sm text-muted" : "text-sm text-bad"}>
          {error ?? "Hosts and guests, as podcast apps show them."}
        </p>
      </div>
    </fieldset>
  );
}
