import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { renewSession } from "@/api/auth";
import { keepSessionFresh, refreshSession } from "@/api/session";
import { LiveConnection, type LiveState } from "./LiveConnection";

const LiveContext = createContext<LiveConnection | undefined>(undefined);

function openSocket(): WebSocket {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${location.host}/eventbus/websocket`);
}

/** Keeps the connection open while someone is signed in, and the session fresh under it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [connection] = useState(
    () => new LiveConnection({ open: openSocket, renew: renewSession, refresh: refreshSession }),
  );
  useEffect(() => {
    connection.start();
    return () => connection.stop();
  }, [connection]);
  useEffect(() => keepSessionFresh(connection.sessionRenewed), [connection]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

export function useLive(): LiveConnection {
  const connection = use(LiveContext);
  if (connection === undefined) {
    throw new Error("useLive needs a LiveProvider above it");
  }
  return connection;
}

export function useLiveState(): LiveState {
  const connection = useLive();
  return useSyncExternalStore(
    (watcher) => connection.watch(watcher),
    () => connection.state,
  );
}

/** Listens on an address for as long as the component is drawn; on none while the address is undefined. */
export function useSubscription(
  address: string | undefined,
  onMessage: (body: unknown) => void,
  onCatchUp: () => void,
): void {
  const connection = useLive();
  const message = useEffectEvent(onMessage);
  const catchUp = useEffectEvent(onCatchUp);
  useEffect(() => {
    if (address === undefined) {
      return undefined;
    }
    return connection.subscribe(address, {
      onMessage: (body) => {
        message(body);
      },
      onCatchUp: () => {
        catchUp();
      },
    });
  }, [address, connection]);
}
