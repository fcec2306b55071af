import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { meQuery } from "@/api/auth";
import type { User } from "@/api/types";

/** Signs in by a call that answers the user, then goes to the page that was asked for. */
export function useEntry<Request>(enter: (request: Request) => Promise<User>, to: string | undefined) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: enter,
    onSuccess: (user) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, user);
      router.history.push(to ?? "/");
    },
  });
}
