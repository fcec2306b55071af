import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aUser } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const SESSION = { body: { accessToken: "a", refreshToken: "r", expiresIn: 900, user: aUser() } };

function signedOutServer(setupNeeded = false): TestServer {
  FakeSocket.install();
  return signedInServer()
    .on("GET /api/me", problem(401, "Sign in first."))
    .on("POST /api/auth/refresh", problem(401, "Sign in first."))
    .on("GET /api/auth/state", { body: { setupNeeded, uploadLimitBytes: 1000 } });
}

describe("Signing in", () => {
  it("comes back to the page that was asked for", async () => {
    const server = signedOutServer().on("POST /api/auth/login", SESSION);
    const { router } = await open("/jobs?status=failed");
    await userEvent.type(await screen.findByLabelText("Email"), "ann@example.org");
    await userEvent.type(screen.getByLabelText("Password"), "correct horse");
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("heading", { name: "Jobs", level: 1 })).toBeVisible();
    expect(router.state.location.search).toEqual({ status: "failed" });
    expect(server.asked("POST /api/auth/login")[0]?.body).toEqual({
      email: "ann@example.org",
      password: "correct horse",
    });
  });

  it("says when it is refused", async () => {
    signedOutServer().on("POST /api/auth/login", problem(401, "The email or the password is wrong."));
    await open("/");
    await userEvent.type(await screen.findByLabelText("Email"), "ann@example.org");
    await userEvent.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("The email or the password is wrong.");
  });

  it("does not lead to another site", async () => {
    signedOutServer().on("POST /api/auth/login", SESSION);
    const { router } = await open("/sign-in?to=//evil.example/");
    await userEvent.type(await screen.findByLabelText("Email"), "ann@example.org");
    await userEvent.type(screen.getByLabelText("Password"), "correct horse{Enter}");
    await screen.findByRole("heading", { name: "From a recording to an episode" });
    expect(router.state.location.pathname).toBe("/");
  });
});

describe("The first run", () => {
  it("creates the administrator", async () => {
    const server = signedOutServer(true).on("POST /api/auth/setup", SESSION);
    await open("/agents");
    expect(await screen.findByRole("heading", { name: "Welcome to Reelcast" })).toBeVisible();
    await userEvent.type(screen.getByLabelText("Name"), "Ann");
    await userEvent.type(screen.getByLabelText("Email"), "ann@example.org");
    await userEvent.type(screen.getByLabelText("Password"), "correct horse");
    await userEvent.click(screen.getByRole("button", { name: "Create account" }));
    expect(await screen.findByRole("heading", { name: "From a recording to an episode" })).toBeVisible();
    expect(server.asked("POST /api/auth/setup")).toHaveLength(1);
  });
});

it("leads to sign-in when the session ends while a page is open", async () => {
  const server = signedInServer();
  await open("/jobs");
  await screen.findByText("No jobs yet");
  const over = problem(401, "Sign in first.");
  server.on("GET /api/me", over).on("GET /api/jobs", over).on("POST /api/auth/refresh", over);
  await userEvent.click(screen.getByRole("button", { name: "Failed" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
});
