import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { LiveConnection, TOKEN_ENDED } from "./LiveConnection";
import type { Listener } from "./Registrations";

const ADDRESS = "job.events.j-1";

describe("LiveConnection", () => {
  const renew = vi.fn(() => Promise.resolve(true));
  const refresh = vi.fn(() => Promise.resolve(true));
  let connection: LiveConnection;

  const aListener = () => ({ onMessage: vi.fn<Listener["onMessage"]>(), onCatchUp: vi.fn<Listener["onCatchUp"]>() });

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.install();
    renew.mockClear();
    renew.mockResolvedValue(true);
    refresh.mockClear();
    refresh.mockResolvedValue(true);
    connection = new LiveConnection({
      open: () => new FakeSocket() as unknown as WebSocket,
      renew,
      refresh,
      random: () => 1,
    });
    connection.start();
  });

  afterEach(() => {
    connection.stop();
  });

  it("is connected once the socket is open", () => {
    expect(connection.state).toEqual({ kind: "connecting" });
    FakeSocket.last.opened();
    expect(connection.state).toEqual({ kind: "connected" });
  });

  it("registers what was asked for before and after it opened", () => {
    connection.subscribe(ADDRESS, aListener());
    FakeSocket.last.opened();
    connection.subscribe("job.logs.j-1", aListener());
    expect(FakeSocket.last.addresses()).toEqual([ADDRESS, "job.logs.j-1"]);
  });

  it("tells listeners to catch up when the address is heard, and hands messages on", () => {
    const listener = aListener();
    connection.subscribe(ADDRESS, listener);
    FakeSocket.last.opened();
    expect(listener.onCatchUp).not.toHaveBeenCalled();
    FakeSocket.last.acknowledge();
    FakeSocket.last.receive({ type: "rec", address: ADDRESS, body: { seq: 7 } });
    expect(listener.onCatchUp).toHaveBeenCalledOnce();
    expect(listener.onMessage).toHaveBeenCalledWith({ seq: 7 });
  });

  it("tells listeners to catch up after a gap", () => {
    const listener = aListener();
    connection.subscribe(ADDRESS, listener);
    FakeSocket.last.opened();
    FakeSocket.last.receive({ type: "gap", address: ADDRESS });
    expect(listener.onCatchUp).toHaveBeenCalledOnce();
  });

  it("lets a second listener catch up at once on an address that is heard", async () => {
    connection.subscribe(ADDRESS, aListener());
    FakeSocket.last.opened();
    FakeSocket.last.acknowledge();
    const second = aListener();
    connection.subscribe(ADDRESS, second);
    await vi.advanceTimersByTimeAsync(0);
    expect(second.onCatchUp).toHaveBeenCalledOnce();
    expect(FakeSocket.last.addresses()).toEqual([ADDRESS]);
  });

  it("gives an address up a moment after its last listener left", () => {
    const leave = connection.subscribe(ADDRESS, aListener());
    FakeSocket.last.opened();
    leave();
    connection.subscribe(ADDRESS, aListener())();
    expect(FakeSocket.last.sent.map(({ type }) => type)).toEqual(["register"]);
    vi.advanceTimersByTime(1000);
    expect(FakeSocket.last.sent.map(({ type }) => type)).toEqual(["register", "unregister"]);
  });

  it("comes back with growing waits and registers anew", async () => {
    connection.subscribe(ADDRESS, aListener());
    FakeSocket.last.opened();
    FakeSocket.last.closed(1006);
    expect(connection.state).toMatchObject({ kind: "reconnecting" });
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.closed(1006);
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSocket.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    FakeSocket.last.opened();
    expect(FakeSocket.last.addresses()).toEqual([ADDRESS]);
  });

  it("refreshes the session at once when the server says that the token has ended", async () => {
    FakeSocket.last.opened();
    FakeSocket.last.closed(TOKEN_ENDED);
    await vi.advanceTimersByTimeAsync(0);
    expect(refresh).toHaveBeenCalledOnce();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("stops when nobody is signed in any more", async () => {
    refresh.mockResolvedValue(false);
    FakeSocket.last.opened();
    FakeSocket.last.closed(TOKEN_ENDED);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toEqual({ kind: "idle" });
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("goes on trying, and does not give the session up, while the server is away", async () => {
    renew.mockRejectedValue(new Error("away"));
    FakeSocket.last.closed(1006);
    await vi.advanceTimersByTimeAsync(500 + 1000);
    expect(renew).toHaveBeenCalledTimes(2);
    expect(FakeSocket.all).toHaveLength(1);
    renew.mockResolvedValue(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("replaces the socket when the session was refreshed", () => {
    connection.sessionRenewed();
    expect(FakeSocket.all).toHaveLength(1);
    FakeSocket.last.opened();
    connection.sessionRenewed();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("reconnects when a ping is not answered", async () => {
    FakeSocket.last.opened();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(FakeSocket.last.sent).toEqual([{ type: "ping" }]);
    FakeSocket.last.receive({ type: "pong" });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(connection.state).toEqual({ kind: "connected" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state).toMatchObject({ kind: "reconnecting" });
  });

  it("waits for the network while the device is offline", () => {
    FakeSocket.last.opened();
    window.dispatchEvent(new Event("offline"));
    expect(connection.state).toEqual({ kind: "offline" });
    window.dispatchEvent(new Event("online"));
    expect(connection.state).toEqual({ kind: "connecting" });
  });
});
