package dev.beckon.city.driver;

import dev.beckon.city.csv.CsvException;
import dev.beckon.city.net.Account;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.net.Traffic;
import dev.beckon.city.recording.Track;
import dev.beckon.city.recording.Tracks;
import dev.beckon.city.report.OrderBook;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All drivers of a play; one thread tells them the time. */
public final class Fleet implements AutoCloseable {

    private static final long TICK_MS = 100;

    private final BeckonHttp http;
    private final Traffic traffic;
    private final OrderBook book;
    private final Town town;
    private final @Nullable Tracks tracks;
    private final double speed;
    private final long locationEveryMs;
    private final List<DriverClient> drivers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("drivers-clock").daemon().factory());

    /**
     * @param tracks where drivers go between orders; null: where people are
     * @param speed how many times faster than life they drive
     * @param locationEveryMs how often who moves tells where
     */
    public Fleet(
            BeckonHttp http,
            Traffic traffic,
            OrderBook book,
            Town town,
            @Nullable Tracks tracks,
            double speed,
            long locationEveryMs) {
        this.http = http;
        this.traffic = traffic;
        this.book = book;
        this.town = town;
        this.tracks = tracks;
        this.speed = speed;
        this.locationEveryMs = locationEveryMs;
        clock.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Lets a driver begin work, the one of that number among the recorded. */
    public void add(Account account, int number, LatLng start, long seed) {
        Track track = tracks == null ? null : tracks.list().get(number);
        DriverClient driver =
                new DriverClient(
                        http,
                        account,
                        traffic,
                        book,
                        town,
                        track,
                        start,
                        seed,
                        speed,
                        locationEveryMs);
        drivers.add(driver);
        driver.open();
    }

    /** The play begins, and with it what was recorded. */
    public void begin() {
        if (tracks != null) {
            tracks.begin(DriverClient.nowMs());
        }
    }

    /** How many are connected and on shift. */
    public int ready() {
        return (int) drivers.stream().filter(DriverClient::ready).count();
    }

    /** Whether anybody is on the way with an order. */
    public boolean driving() {
        return drivers.stream().anyMatch(DriverClient::driving);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        drivers.forEach(DriverClient::close);
    }

    private void tick() {
        if (tracks != null) {
            readOn(tracks);
        }
        for (DriverClient driver : drivers) {
            try {
                driver.tick();
            } catch (RuntimeException e) {
                // One driver's trouble must not stop everybody's clock.
                book.breach("the simulation failed: " + e);
            }
        }
    }

    private void readOn(Tracks recording) {
        try {
            recording.readOn(DriverClient.nowMs());
        } catch (CsvException e) {
            // It was whole a minute ago; the drivers go on without it.
            traffic.failed("reading on in the recorded positions");
        }
    }
}
