import { useState } from "react";

const KEY = "beckon.quiet";

/** Whether offers are heard on this device. */
export function useLoudness(): [boolean, (isLoud: boolean) => void] {
  const [isLoud, setLoud] = useState(() => localStorage.getItem(KEY) === null);
  return [
    isLoud,
    (loud) => {
      if (loud) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "true");
      setLoud(loud);
    },
  ];
}
