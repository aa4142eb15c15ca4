import type { ReactNode } from "react";
import { texts } from "@/texts";
import { Mark } from "@/ui/brand";

interface Props {
  title: string;
  lead: string;
  children: ReactNode;
}

/** The page of whoever is not signed in: a form, and beside it what it leads to. */
export function Entrance({ title, lead, children }: Props) {
  return (
    <div className="grid min-h-full lg:grid-cols-[minmax(28rem,1fr)_1.2fr]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <div className="flex items-center gap-2.5 font-bold text-lg tracking-tight">
          <Mark className="size-8" />
          {texts.brand}
        </div>
        <div className="mx-auto grid w-full max-w-sm flex-1 content-center gap-7 py-10">
          <div className="grid gap-2">
            <h1 className="font-bold text-3xl">{title}</h1>
            <p className="text-muted-foreground">{lead}</p>
          </div>
          {children}
        </div>
      </div>
      <Streets />
    </div>
  );
}

/** A piece of an imagined city, and a way through it. */
function Streets() {
  return (
    <div className="relative hidden overflow-hidden bg-muted lg:block">
      <svg
        aria-hidden="true"
        viewBox="0 0 800 900"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full"
      >
        <path
          d="M-40 640C180 600 260 760 480 720S760 560 860 600V940H-40Z"
          className="fill-[light-dark(#bcd7e2,#10242f)]"
        />
        <path d="M470 90h230v190H520Z" className="fill-[light-dark(#d9e6cf,#1c2a22)]" />
        <g className="fill-none stroke-card" strokeLinecap="round">
          <path
            strokeWidth="16"
            d="M-20 130 820 40M-20 330 820 330M120-20 190 640M420-20 400 740M660-20 700 590"
          />
          <path
            strokeWidth="8"
            d="M-20 230 820 190M-20 450 820 460M-20 550 700 540M270-20 300 700M540-20 560 680M20-20 60 640"
          />
          <path strokeWidth="24" d="M-20 10C200 200 420 380 820 420" />
        </g>
        <path
          d="M160 545 166 452 287 453 279 329 409 330 409 222 541 205"
          className="fill-none stroke-[7] stroke-foreground"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <rect x="147" y="532" width="26" height="26" rx="5" className="fill-foreground" />
        <circle
          cx="541"
          cy="205"
          r="26"
          className="origin-[541px_205px] animate-beacon fill-primary"
        />
        <circle cx="541" cy="205" r="17" className="fill-primary stroke-[5] stroke-card" />
      </svg>
    </div>
  );
}
