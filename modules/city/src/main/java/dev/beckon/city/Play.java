package dev.beckon.city;

import dev.beckon.city.customer.Customers;
import dev.beckon.city.demand.Demand;
import dev.beckon.city.driver.Fleet;
import dev.beckon.city.report.OrderBook;
import dev.beckon.city.report.Progress;
import dev.beckon.contracts.id.OrderId;
import java.time.Duration;
import java.util.List;

/** One play from the first order to the last ending. */
final class Play {

    private static final long WATCH_MS = 200;

    /** Nothing pushed for this long: ask, sockets may have missed it. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    /**
     * Nothing changed for this long while nobody was driving: nothing will. A search is given up
     * after 120 s, and an offer that is open then may take another 18.
     */
    private static final Duration STALLED = Duration.ofSeconds(180);

    private final Customers customers;
    private final Fleet fleet;
    private final OrderBook book;
    private final Progress progress;

    Play(Customers customers, Fleet fleet, OrderBook book, Progress progress) {
        this.customers = customers;
        this.fleet = fleet;
        this.book = book;
        this.progress = progress;
    }

    /** Seconds from the first order to the end. */
    double run(Demand demand, double speed, long seed) throws InterruptedException {
        int orders = demand.trips().size();
        long startNs = System.nanoTime();
        fleet.begin();
        Thread placing =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        customers.place(demand.trips(), speed, seed);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        try {
            watch(orders, startNs);
        } finally {
            placing.interrupt();
        }
        double wallS = (System.nanoTime() - startNs) / 1e9;
        customers.ask(List.copyOf(book.outcomes().keySet()), OrderBook::verify);
        return wallS;
    }

    private void watch(int orders, long startNs) throws InterruptedException {
        long movedNs = startNs;
        long askedNs = startNs;
        while (customers.answered() < orders || !book.open().isEmpty()) {
            Thread.sleep(WATCH_MS);
            long nowNs = System.nanoTime();
            progress.orders(book::tally, orders, (nowNs - startNs) / 1e9);
            boolean moving = customers.answered() < orders || fleet.driving();
            movedNs = moving ? nowNs : Math.max(movedNs, book.changedNs());
            if (nowNs - Math.max(askedNs, book.changedNs()) > QUIET.toNanos()) {
                askedNs = nowNs;
                customers.ask(book.open(), OrderBook::seen);
            }
            if (nowNs - movedNs > STALLED.toNanos()) {
                giveUp(book.open());
                return;
            }
        }
    }

    private void giveUp(List<OrderId> open) {
        progress.say(
                "Nothing has changed for %d s: stopped with %d orders open, such as %s"
                        .formatted(
                                STALLED.toSeconds(),
                                open.size(),
                                open.subList(0, Math.min(3, open.size()))));
    }
}
