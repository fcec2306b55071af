import { describe, expect, it, vi } from "vitest";
import { problem, TestServer } from "@/test/server";
import { api, whenSignedOut } from "./http";
import { ApiError, errorAt, errorBeside, problemOf } from "./problem";
import { withQuery } from "./transport";

describe("api", () => {
  it("throws what the server says is wrong", async () => {
    new TestServer({ "POST /api/jobs": problem(400, "This is not a web address.", "url") });
    const failure = await api("/api/jobs", { method: "POST", body: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(errorAt(failure, "url")).toBe("This is not a web address.");
    expect(errorAt(failure, "title")).toBeUndefined();
    expect(errorBeside(failure, ["url"])).toBeUndefined();
    expect(errorBeside(failure, ["title"])).toBe("This is not a web address.");
  });

  it("refreshes an ended session once for all calls, and repeats them", async () => {
    let fresh = false;
    const server = new TestServer({
      "GET /api/stats": () => (fresh ? { body: { ok: true } } : problem(401, "Sign in first.")),
      "POST /api/auth/refresh": () => {
        fresh = true;
        return { body: { expiresIn: 900 } };
      },
    });
    const answers = await Promise.all([api("/api/stats"), api("/api/stats"), api("/api/stats")]);
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(server.asked("POST /api/auth/refresh")).toHaveLength(1);
  });

  it("says that the session is over when it cannot be refreshed", async () => {
    new TestServer({
      "GET /api/stats": problem(401, "Sign in first."),
      "POST /api/auth/refresh": problem(401, "Sign in first."),
    });
    const over = vi.fn();
    whenSignedOut(over);
    await expect(api("/api/stats")).rejects.toThrow("Sign in first.");
    expect(over).toHaveBeenCalledOnce();
  });

  it("says that the server cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    await expect(api("/api/stats")).rejects.toMatchObject({ status: 0 });
  });
});

it("words an answer that is not from our server", () => {
  expect(problemOf(502, "<html>Bad gateway</html>").detail).toMatch(/in trouble or restarting/);
  expect(problemOf(418, "null").detail).toBe("The server answered 418.");
});

it("leaves what is not given out of the address", () => {
  expect(withQuery("/api/jobs", { status: ["failed", "cancelled"], q: "a b", type: undefined, agentId: "" })).toBe(
    "/api/jobs?status=failed%2Ccancelled&q=a+b",
  );
  expect(withQuery("/api/jobs")).toBe("/api/jobs");
});
