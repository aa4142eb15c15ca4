import "./styles.css";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { applyTheme } from "./theme/theme";

applyTheme();
const root = createRoot(document.getElementById("root")!);
// A transition may be drawn in pieces, between which whoever types or scrolls is served; what a router
// shows is not (see InPieces).
startTransition(() =>
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
