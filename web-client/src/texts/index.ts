export { en as texts } from "./en";
export * from "./format";
export { readable } from "./readable";
