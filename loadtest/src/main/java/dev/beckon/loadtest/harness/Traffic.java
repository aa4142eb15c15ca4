package dev.beckon.loadtest.harness;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One load on its way. All of it happens on the one thread of the crowd. */
// What the thread does next is not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class Traffic {

    private static final int TAKEN = 202;
    private static final int TURNED_AWAY = 503;

    /** So long after the last end: what has not ended by then never will. */
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(20);

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Load load;
    private final EventLoop loop;
    private final List<Seat> customers;
    private final Posts posts;

    private final double gapNs;
    private final long startNs;
    private final long measureFromNs;
    private final long lastThirdFromNs;
    private final long endNs;

    private final Timings timings = Timings.empty();
    private final Map<UUID, Journey> journeys = new HashMap<>();
    private final Map<UUID, Early> early = new HashMap<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private long number;
    private long unanswered;
    private long unoffered;
    private long backlog;
    private long lastEndNs;
    private long offersInWindow;
    private long endsInWindow;

    private long due;
    private long taken;
    private long turnedAway;
    private long failed;
    private long offered;
    private long again;
    private long expired;
    private long unserved;
    private long refused;
    private long ended;

    /** An offer that came before the 202 of its order. */
    private record Early(Seat driver, @Nullable UUID offerId, long atNs) {}

    Traffic(Load load, EventLoop loop, List<Seat> customers, Posts posts) {
        this.load = load;
        this.loop = loop;
        this.customers = customers;
        this.posts = posts;
        gapNs = 1e9 / load.perS();
        startNs = System.nanoTime() + LOOK_NS;
        measureFromNs = startNs + load.warmUp().toNanos();
        endNs = measureFromNs + load.measured().toNanos();
        lastThirdFromNs = endNs - load.measured().toNanos() / 3;
        lastEndNs = endNs;
    }

    void start() {
        loop.execute(this::sendWhatIsDue);
        loop.schedule(
                () -> begun.complete(null),
                measureFromNs - System.nanoTime(),
                TimeUnit.NANOSECONDS);
    }

    /** Complete when the warm-up is over. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Complete when the last order has been sent. */
    CompletableFuture<Void> sent() {
        return sent;
    }

    /** Complete when all orders have ended, or never will. */
    CompletableFuture<Void> over() {
        return over;
    }

    Result result(Map<String, Double> cpuMs) {
        double seconds = load.measured().toNanos() / 1e9;
        var perOrder = new LinkedHashMap<String, Double>();
        cpuMs.forEach((name, ms) -> perOrder.put(name, ms / Math.max(1, due)));
        return new Result(
                load,
                new Counts(
                        due,
                        taken,
                        turnedAway,
                        failed,
                        offered,
                        again,
                        expired,
                        unserved,
                        refused,
                        ended),
                timings,
                offersInWindow / seconds,
                endsInWindow / seconds,
                backlog,
                journeys.isEmpty() && unanswered == 0
                        ? Math.max(0, lastEndNs - endNs) / 1e9
                        : Double.POSITIVE_INFINITY,
                perOrder);
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        long dueNs = dueNs();
        while (dueNs <= now && dueNs < endNs) {
            send(dueNs);
            number++;
            dueNs = dueNs();
        }
        if (dueNs < endNs) {
            loop.schedule(this::sendWhatIsDue, dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        } else {
            backlog = unoffered;
            sent.complete(null);
            look();
        }
    }

    private long dueNs() {
        return startNs + (long) (number * gapNs);
    }

    private void send(long dueNs) {
        var journey = new Journey(dueNs, customers.get((int) (number % customers.size())));
        unanswered++;
        unoffered++;
        if (isMeasured(journey)) {
            due++;
            time(timings.sent(), journey, System.nanoTime());
        }
        posts.send(journey);
    }

    private void look() {
        boolean done = unanswered == 0 && journeys.isEmpty();
        if (done || System.nanoTime() - lastEndNs > DRAIN_NS) {
            over.complete(null);
        } else {
            loop.schedule(this::look, LOOK_NS, TimeUnit.NANOSECONDS);
        }
    }

    void answered(Journey journey, int status, @Nullable UUID orderId) {
        long now = System.nanoTime();
        unanswered--;
        boolean measured = isMeasured(journey);
        if (status == TAKEN && orderId != null) {
            if (measured) {
                taken++;
                time(timings.taken(), journey, now);
            }
            journey.orderId = orderId;
            journeys.put(orderId, journey);
            var before = early.remove(orderId);
            if (before != null) {
                offered(journey, before.driver(), before.offerId(), before.atNs());
            }
        } else {
            unoffered--;
            if (measured && status == TURNED_AWAY) {
                turnedAway++;
            } else if (measured) {
                failed++;
            }
        }
    }

    void heard(Seat seat, Heard message) {
        var orderId = message.orderId();
        if (orderId == null) {
            if (message.type().equals("REFUSED")) {
                refused++;
            }
            return;
        }
        long now = System.nanoTime();
        var journey = journeys.get(orderId);
        if (journey == null) {
            if (message.type().equals("OFFER")) {
                early.putIfAbsent(orderId, new Early(seat, message.offerId(), now));
            }
            return;
        }
        switch (message.type()) {
            case "OFFER" -> offered(journey, seat, message.offerId(), now);
            case "OFFER_CLOSED" -> {
                if ("EXPIRED".equals(message.reason())) {
                    expired++;
                }
            }
            case "ORDER_ACCEPTED" -> accepted(journey, seat, now);
            case "ORDER_DELIVERED", "ORDER_CANCELLED" -> ended(journey, seat, now);
            case "NO_DRIVER_FOUND" -> {
                unserved++;
                forget(journey);
            }
            default -> {}
        }
    }

    private void offered(Journey journey, Seat driver, @Nullable UUID offerId, long now) {
        if (offerId == null || offerId.equals(journey.offerId)) {
            // The same once more, with its exact end.
            return;
        }
        boolean first = journey.offerId == null;
        journey.offerId = offerId;
        journey.driver = driver;
        if (!first) {
            again++;
        } else {
            journey.offeredNs = now;
            unoffered--;
            if (now >= measureFromNs && now < endNs) {
                offersInWindow++;
            }
            if (isMeasured(journey)) {
                offered++;
                time(timings.offered(), journey, now);
                if (journey.dueNs >= lastThirdFromNs) {
                    time(timings.offeredLast(), journey, now);
                }
            }
        }
        switch (load.ending()) {
            case CANCELLED -> {
                // Once: a search that goes on meanwhile does not make it a second one.
                if (first) {
                    journey.customer.write(about("CANCEL", "orderId", journey.orderId));
                    journey.customer.flush();
                }
            }
            case DELIVERED -> {
                driver.write("{\"type\":\"OFFER_RECEIVED\",\"offerId\":\"" + offerId + "\"}");
                driver.write(about("ACCEPT_OFFER", "offerId", offerId));
                driver.flush();
            }
        }
    }

    private void accepted(Journey journey, Seat seat, long now) {
        if (seat == journey.driver) {
            seat.write(about("PICKUP", "orderId", journey.orderId));
            seat.write(about("DELIVER", "orderId", journey.orderId));
            seat.flush();
        } else if (isMeasured(journey)) {
            time(timings.accepted(), journey, now);
        }
    }

    private void ended(Journey journey, Seat seat, long now) {
        if (seat != journey.customer) {
            return;
        }
        if (now >= measureFromNs && now < endNs) {
            endsInWindow++;
        }
        if (isMeasured(journey)) {
            ended++;
            time(timings.ended(), journey, now);
            Timings.record(timings.held(), now - journey.offeredNs);
        }
        forget(journey);
    }

    private void forget(Journey journey) {
        journeys.remove(journey.orderId);
        lastEndNs = Math.max(lastEndNs, System.nanoTime());
    }

    private boolean isMeasured(Journey journey) {
        return journey.dueNs >= measureFromNs;
    }

    private static void time(Histogram histogram, Journey journey, long now) {
        Timings.record(histogram, now - journey.dueNs);
    }

    /** A command; its reference is what it is about. */
    private static String about(String type, String member, @Nullable UUID id) {
        return "{\"type\":\""
                + type
                + "\",\""
                + member
                + "\":\""
                + id
                + "\",\"ref\":\""
                + id
                + "\"}";
    }
}
