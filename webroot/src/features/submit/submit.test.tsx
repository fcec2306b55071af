import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aDetail, aJob, anAgent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem } from "@/test/server";

async function openDialog(): Promise<HTMLElement> {
  await open("/jobs");
  await screen.findByText("No jobs yet");
  await userEvent.keyboard("n");
  return screen.findByRole("dialog", { name: "New job" });
}

describe("A new job", () => {
  it("is made of a URL, for an agent, with a priority", async () => {
    const server = signedInServer()
      .on("GET /api/agents", { body: { agents: [anAgent()], total: 1 } })
      .on("POST /api/jobs", { status: 201, body: aJob() })
      .on("GET /api/jobs/j-1", { body: aDetail() });
    const dialog = within(await openDialog());
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.type(dialog.getByRole("textbox", { name: "URL" }), "https://example.org/a.mp4");
    await userEvent.selectOptions(dialog.getByLabelText("Agent"), "Sunday sermons");
    await userEvent.selectOptions(dialog.getByLabelText("Priority"), "High");
    await userEvent.click(dialog.getByRole("button", { name: "Start" }));
    expect(await screen.findByRole("heading", { name: "Morning service", level: 1 })).toBeVisible();
    expect(server.asked("POST /api/jobs")[0]?.body).toEqual({
      url: "https://example.org/a.mp4",
      agentId: "a-1",
      priority: "high",
    });
  });

  it("is wanted until a time, and shows what is wrong with it though that was folded away", async () => {
    const server = signedInServer().on("POST /api/jobs", problem(400, "This time has passed.", "deadline"));
    const dialog = within(await openDialog());
    const fold = dialog.getByText("Priority and deadline");
    expect(fold.closest("details")).not.toHaveAttribute("open");
    await userEvent.click(fold);
    fireEvent.change(dialog.getByLabelText("Deadline"), { target: { value: "2099-01-02T03:04" } });
    await userEvent.click(fold);
    await userEvent.type(dialog.getByRole("textbox", { name: "URL" }), "https://example.org/a.mp4{Enter}");
    await waitFor(() => {
      expect(dialog.getByLabelText("Deadline")).toHaveAccessibleDescription("This time has passed.");
    });
    expect(fold.closest("details")).toHaveAttribute("open");
    expect(server.asked("POST /api/jobs")[0]?.body).toMatchObject({
      deadline: new Date("2099-01-02T03:04").toISOString(),
    });
  });

  it("leads to the job that is in the queue already", async () => {
    signedInServer().on("POST /api/jobs", { status: 200, body: aJob() }).on("GET /api/jobs/j-1", { body: aDetail() });
    const dialog = within(await openDialog());
    await userEvent.type(dialog.getByRole("textbox", { name: "URL" }), "https://example.org/a.mp4{Enter}");
    expect(await screen.findByText("Already in the queue")).toBeVisible();
    expect(await screen.findByRole("heading", { name: "Morning service", level: 1 })).toBeVisible();
  });

  it("says what is wrong at the field it concerns", async () => {
    signedInServer().on("POST /api/jobs", problem(400, "This is not a web address.", "url"));
    const dialog = within(await openDialog());
    await userEvent.type(dialog.getByRole("textbox", { name: "URL" }), "nonsense{Enter}");
    await waitFor(() => {
      expect(dialog.getByRole("textbox", { name: "URL" })).toHaveAccessibleDescription("This is not a web address.");
    });
    expect(dialog.getByRole("textbox", { name: "URL" })).toBeInvalid();
  });

  it("is made of a transcript with a title", async () => {
    const server = signedInServer()
      .on("POST /api/jobs", { status: 201, body: aJob() })
      .on("GET /api/jobs/j-1", { body: aDetail() });
    const dialog = within(await openDialog());
    await userEvent.click(dialog.getByRole("tab", { name: "Transcript" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "Transcript" }), "In the beginning");
    await userEvent.type(dialog.getByLabelText("Title"), "Genesis");
    await userEvent.click(dialog.getByRole("button", { name: "Start" }));
    await waitFor(() => {
      expect(server.asked("POST /api/jobs")[0]?.body).toEqual({
        transcript: "In the beginning",
        title: "Genesis",
        priority: "normal",
      });
    });
  });

  it("is made of a text in a template that can be used", async () => {
    const look = {
      description: "Pages of text.",
      captions: false,
      font: "DejaVu Sans",
      fontSize: 64,
      resolution: "1080p",
      backgroundColour: "#000000",
      textColour: "#ffffff",
      accentColour: "#ff0000",
    };
    const server = signedInServer()
      .on("GET /api/templates", {
        body: {
          templates: [
            { ...look, id: "mine", name: "Mine", problem: "The font “X” is not installed." },
            { ...look, id: "plain", name: "Plain" },
          ],
        },
      })
      .on("POST /api/jobs", problem(422, "There is no such voice."));
    const dialog = within(await openDialog());
    await userEvent.click(dialog.getByRole("tab", { name: "Text to video" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "Text" }), "Hello world");
    await userEvent.selectOptions(await dialog.findByRole("combobox", { name: "Template" }), "mine");
    expect(dialog.getByText("The font “X” is not installed.")).toBeVisible();
    await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Template" }), "plain");
    await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Resolution" }), "720p");
    await userEvent.click(dialog.getByRole("button", { name: "Start" }));
    expect(await dialog.findByText("There is no such voice.")).toBeVisible();
    expect(server.asked("POST /api/jobs")[0]?.body).toEqual({
      render: { text: "Hello world", templateId: "plain", overrides: { resolution: "720p" } },
      priority: "normal",
    });
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("does not begin an upload that the server would refuse", async () => {
    signedInServer().on("GET /api/auth/state", { body: { setupNeeded: false, uploadLimitBytes: 3 } });
    const dialog = within(await openDialog());
    await userEvent.click(dialog.getByRole("tab", { name: "File" }));
    await userEvent.upload(dialog.getByLabelText("Recording"), new File(["sound"], "a.mp3", { type: "audio/mpeg" }));
    expect(await dialog.findByText("This file has 5 bytes; the server takes 3 bytes at most.")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Upload and start" })).toBeDisabled();
  });
});
