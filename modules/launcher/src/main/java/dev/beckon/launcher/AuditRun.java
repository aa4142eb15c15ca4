package dev.beckon.launcher;

import dev.beckon.replay.AuditReport;
import dev.beckon.replay.AuditService;
import java.io.PrintWriter;

/** An audit that shows how far it has come, where that takes a while. */
public final class AuditRun {

    private static final long TOLD_EVERY_NS = 2_000_000_000L;

    private final PrintWriter out;
    private long toldAt = System.nanoTime();

    private AuditRun(PrintWriter out) {
        this.out = out;
    }

    public static AuditReport of(Servers servers, PrintWriter out) {
        var run = new AuditRun(out);
        var database = servers.database();
        if (database == null) {
            out.println(
                    "The topics alone are audited: set SPRING_DATASOURCE_URL, and the database is"
                            + " compared with them.");
        }
        try {
            return new AuditService().run(servers.kafka(), database, run::tell);
        } catch (IllegalStateException e) {
            throw new LauncherException("The audit cannot read: " + e.getMessage(), e);
        }
    }

    private void tell(long done, long total) {
        if (System.nanoTime() - toldAt > TOLD_EVERY_NS) {
            toldAt = System.nanoTime();
            out.printf("Audit: %,d of %,d records%n", done, total);
            out.flush();
        }
    }
}
