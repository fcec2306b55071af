import { type SyntheticEvent, useEffect, useState } from "react";
import { setUp } from "@/api/auth";
import { errorAt, errorBeside } from "@/api/problem";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { AuthCard } from "./AuthCard";
import { useEntry } from "./useEntry";

const SHORTEST_PASSWORD = 10;

/** The first person to come becomes the administrator. */
export function SetUpPage() {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const entry = useEntry(setUp, undefined);
  useEffect(() => {
    document.title = "Set up · Reelcast";
  }, []);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    entry.mutate({ name: name.trim(), email: email.trim(), password });
  };
  return (
    <AuthCard title="Welcome to Reelcast" words="Create the administrator's account to begin.">
      <form onSubmit={send} className="flex flex-col gap-4">
        <Field label="Name" error={errorAt(entry.error, "name")}>
          {(wiring) => (
            <Input
              {...wiring}
              autoComplete="name"
              required
              autoFocus
              maxLength={200}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="Email" error={errorAt(entry.error, "email")}>
          {(wiring) => (
            <Input
              {...wiring}
              type="email"
              autoComplete="username"
              required
              maxLength={254}
              value={email}
              onChange={(event) => {
                setEmail(event.target.value);
              }}
            />
          )}
        </Field>
        <Field
          label="Password"
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          error={errorAt(entry.error, "password")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="password"
              autoComplete="new-password"
              required
              minLength={SHORTEST_PASSWORD}
              maxLength={200}
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          )}
        </Field>
        <FormError text={errorBeside(entry.error, ["name", "email", "password"])} />
        <Button type="submit" kind="primary" busy={entry.isPending}>
          Create account
        </Button>
      </form>
    </AuthCard>
  );
}
