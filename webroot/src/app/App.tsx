import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { meQuery } from "@/api/auth";
import { whenSignedOut } from "@/api/http";
import { ToastProvider } from "@/ui/Toast";
import { TooltipProvider } from "@/ui/Tooltip";
import type { newRouter } from "./router";

interface AppProps {
  client: QueryClient;
  router: ReturnType<typeof newRouter>;
}

export function App({ client, router }: AppProps) {
  useEffect(() => {
    whenSignedOut(() => {
      client.removeQueries({ queryKey: meQuery.queryKey });
      void router.invalidate();
    });
  }, [client, router]);
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={400}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>
  );
}
