import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins classes; of those that contradict each other the last one counts. */
export const cn = (...classes: ClassValue[]) => twMerge(clsx(classes));
