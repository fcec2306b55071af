import { useSearch } from "@tanstack/react-router";
import { type SyntheticEvent, useEffect, useState } from "react";
import { signIn } from "@/api/auth";
import { errorAt, errorBeside } from "@/api/problem";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { AuthCard } from "./AuthCard";
import { useEntry } from "./useEntry";

export function SignInPage() {
  const { to } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const entry = useEntry(signIn, to);
  useEffect(() => {
    document.title = "Sign in · Reelcast";
  }, []);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    entry.mutate({ email: email.trim(), password });
  };
  return (
    <AuthCard title="Sign in">
      <form onSubmit={send} className="flex flex-col gap-4">
        <Field label="Email" error={errorAt(entry.error, "email")}>
          {(wiring) => (
            <Input
              {...wiring}
              type="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={(event) => {
                setEmail(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label="Password" error={errorAt(entry.error, "password")}>
          {(wiring) => (
            <Input
              {...wiring}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => {
                setPassword(event.target.value);
              }}
            />
          )}
        </Field>
        <FormError text={errorBeside(entry.error, ["email", "password"])} />
        <Button type="submit" kind="primary" busy={entry.isPending}>
          Sign in
        </Button>
      </form>
    </AuthCard>
  );
}
