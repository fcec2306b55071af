import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newQueryClient } from "./api/queryClient";
import { App } from "./app/App";
import { newRouter } from "./app/router";
import "./index.css";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("The page has no element #root");
}
const client = newQueryClient();
createRoot(root).render(
  <StrictMode>
    <App client={client} router={newRouter(client)} />
  </StrictMode>,
);
