import { type BrowserContext, expect } from "@playwright/test";

/**
 * What no page may do, whatever it is there for: ask another host, say an error on the console, which
 * is where a breach of the Content-Security-Policy shows, or throw what nobody catches.
 */
export class Watch {
  private readonly complaints: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(private readonly origin: string) {}

  over(context: BrowserContext): void {
    context.on("request", (request) => this.asked(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => this.asked(socket.url())));
    context.on("console", (said) => {
      if (said.type() === "error") this.complain(`${said.text()} ${said.location().url}`);
    });
    context.on("weberror", (thrown) => this.complain(String(thrown.error().stack)));
  }

  /** What a case brings about itself. */
  allow(...complaints: RegExp[]): void {
    this.allowed.push(...complaints);
  }

  /** Fails if there was anything of it. */
  verdict(): void {
    expect(this.complaints, "what pages may not do").toEqual([]);
  }

  private asked(address: string): void {
    const { protocol, host } = new URL(address);
    if (protocol === "data:" || protocol === "blob:") return;
    if (host !== new URL(this.origin).host) this.complain(`asked ${address}`);
  }

  private complain(complaint: string): void {
    if (!this.allowed.some((pattern) => pattern.test(complaint))) this.complaints.push(complaint);
  }
}
