package dev.beckon.city.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows how far a play is: one line that renews itself on a terminal, else a line now and then. */
public final class Progress {

    private static final long TERMINAL_NS = 500_000_000L;
    private static final long LOG_NS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long shownNs;
    private int width;

    /**
     * @param terminal whether a person watches
     */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.shownNs = System.nanoTime() - LOG_NS;
    }

    /** A line that stays. */
    public synchronized void say(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** How far something is; not every call is shown. */
    public synchronized void step(String what, int done, int of) {
        if (done == of || due()) {
            show("%s %d/%d".formatted(what, done, of));
        }
    }

    /** How the orders stand; asked for only when it is shown. */
    public synchronized void orders(Supplier<Tally> orders, int of, double seconds) {
        if (!due()) {
            return;
        }
        Tally tally = orders.get();
        show(
                String.format(
                        Locale.ROOT,
                        "%4.0f s  placed %d/%d  searching %d  on the way %d  delivered %d"
                                + "  no driver %d  cancelled %d  place->offer p50 %.0f ms",
                        seconds,
                        tally.placed(),
                        of,
                        tally.searching(),
                        tally.underWay(),
                        tally.delivered(),
                        tally.noDriver(),
                        tally.cancelled(),
                        tally.placeToOfferP50Ms()));
    }

    /** Ends the line that renews itself. */
    public synchronized void end() {
        if (width > 0) {
            out.println();
            width = 0;
        }
    }

    private boolean due() {
        return System.nanoTime() - shownNs >= (terminal ? TERMINAL_NS : LOG_NS);
    }

    private void show(String line) {
        shownNs = System.nanoTime();
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    private void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
    }
}
