import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { type Keymap, useShortcuts } from "./shortcuts";

function Page({ keymap }: { keymap: Keymap }) {
  useShortcuts(keymap);
  return <input aria-label="Text" />;
}

it("acts on a key, and on two keys one after the other", async () => {
  const keymap = { n: vi.fn(), "g d": vi.fn(), d: vi.fn() };
  render(<Page keymap={keymap} />);
  await userEvent.keyboard("ngd");
  expect(keymap.n).toHaveBeenCalledOnce();
  expect(keymap["g d"]).toHaveBeenCalledOnce();
  expect(keymap.d).not.toHaveBeenCalled();
});

it("leaves keys alone while somebody types or holds a modifier", async () => {
  const keymap = { n: vi.fn() };
  render(<Page keymap={keymap} />);
  await userEvent.type(screen.getByLabelText("Text"), "n");
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("{Control>}n{/Control}");
  expect(keymap.n).not.toHaveBeenCalled();
});
