import { CarFront, Hammer, type LucideIcon, Package } from "lucide-react";
import type { Kind } from "@/generated/server-message";

export const kindIcons: Record<Kind, LucideIcon> = {
  DELIVERY: Package,
  RIDE: CarFront,
  TASK: Hammer,
};

export const KINDS = Object.keys(kindIcons) as Kind[];
