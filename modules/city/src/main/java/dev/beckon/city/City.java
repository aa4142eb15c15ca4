package dev.beckon.city;

import dev.beckon.city.csv.CsvException;
import dev.beckon.city.customer.CustomerClient;
import dev.beckon.city.customer.Customers;
import dev.beckon.city.demand.Demand;
import dev.beckon.city.demand.RecordedDemand;
import dev.beckon.city.demand.SyntheticDemand;
import dev.beckon.city.demand.Trip;
import dev.beckon.city.driver.Fleet;
import dev.beckon.city.net.ApiException;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.net.Traffic;
import dev.beckon.city.recording.Recording;
import dev.beckon.city.recording.Tracks;
import dev.beckon.city.report.CityResult;
import dev.beckon.city.report.OrderBook;
import dev.beckon.city.report.Progress;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.MapException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Plays customers and drivers of a whole city against a running Beckon. */
public final class City {

    private static final int MOST_CUSTOMERS = 100;
    private static final int ORDERS_PER_CUSTOMER = 5;
    private static final long CONNECT_S = 60;

    private final CityOptions options;
    private final Progress progress;
    private final Traffic traffic = new Traffic();
    private final OrderBook book = new OrderBook();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private City(CityOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Plays to the end: every acknowledged order has ended, or nothing moves any more.
     *
     * @throws CityException if it cannot begin, with the mend
     */
    public static CityResult play(CityOptions options, PrintStream out)
            throws InterruptedException {
        boolean terminal =
                out == System.out && System.console() != null && System.console().isTerminal();
        return new City(options, new Progress(out, terminal)).play();
    }

    private CityResult play() throws InterruptedException {
        checkJson();
        try (Setting setting = setting();
                Tracks tracks = setting.tracks(options.speed());
                BeckonHttp http = new BeckonHttp(options.urls(), traffic)) {
            progress.say("Playing " + setting.demand.story());
            try (Customers customers = new Customers(book, run);
                    Fleet fleet =
                            new Fleet(
                                    http,
                                    traffic,
                                    book,
                                    setting.town,
                                    tracks,
                                    options.speed(),
                                    options.locationEvery().toMillis())) {
                signUp(http, customers, fleet, setting.demand);
                Play play = new Play(customers, fleet, book, progress);
                double wallS = play.run(setting.demand, options.speed(), options.seed());
                return book.result(
                        traffic.reconnects(),
                        traffic.errors(),
                        wallS,
                        setting.demand.story(),
                        options.sameScale() ? options.speed() : null);
            }
        } catch (ApiException e) {
            throw new CityException(e);
        } finally {
            progress.end();
        }
    }

    /** Better now than after the play. */
    private void checkJson() {
        Path json = options.json();
        Path folder = json == null ? null : json.toAbsolutePath().getParent();
        if (folder != null && !folder.toFile().isDirectory()) {
            throw new CityException(
                    "--json=%s: there is no folder %s; make it first".formatted(json, folder));
        }
    }

    private Setting setting() {
        Setting setting = withoutRecording();
        Path pings = options.pings();
        if (pings == null) {
            return setting;
        }
        try {
            Instant begins = setting.demand.begins();
            Recording recording =
                    Recording.of(
                            pings,
                            begins == null ? options.from() : begins,
                            options.drivers(),
                            percent -> progress.step("recorded positions, %", percent, 100));
            return new Setting(
                    setting.town,
                    setting.demand.withDrivers(recording.starts(), recording.story()),
                    recording);
        } catch (CsvException e) {
            setting.close();
            throw new CityException(e);
        }
    }

    private Setting withoutRecording() {
        Path cache = CityMap.cache(options.folder());
        Path map = options.map();
        Path trips = options.trips();
        try {
            if (trips == null) {
                Town town =
                        map == null
                                ? Town.synthetic(options.seed(), cache)
                                : Town.mapped(map, options.seed(), List.of(), cache);
                return new Setting(
                        town,
                        SyntheticDemand.of(
                                town, options.orders(), options.drivers(), options.seed()),
                        null);
            }
            Demand demand =
                    RecordedDemand.of(trips, options.from(), options.orders(), options.drivers());
            List<LatLng> busy =
                    demand.trips().stream().map(Trip::pickup).map(p -> p.latLng()).toList();
            return new Setting(
                    map == null
                            ? Town.unmapped(options.seed(), busy)
                            : Town.mapped(map, options.seed(), busy, cache),
                    demand,
                    null);
        } catch (CsvException | MapException e) {
            throw new CityException(e);
        } catch (IOException e) {
            throw CityMap.unwritable(cache, e);
        }
    }

    private void signUp(BeckonHttp http, Customers customers, Fleet fleet, Demand demand)
            throws InterruptedException {
        int customerCount = Math.clamp(options.orders() / ORDERS_PER_CUSTOMER, 1, MOST_CUSTOMERS);
        Registration registration = new Registration(http, run, progress);
        registration.register(
                customerCount,
                demand.drivers().size(),
                (account, i) ->
                        customers.add(
                                new CustomerClient(
                                        http, account, traffic, book, seed("customer", i))),
                (account, i) -> fleet.add(account, i, demand.drivers().get(i), seed("driver", i)));
        await("customers connected", customers::ready, customerCount);
        await("drivers on shift", fleet::ready, demand.drivers().size());
    }

    /** Begins without the last few: some lose their connection even now. */
    private void await(String what, IntSupplier ready, int of) throws InterruptedException {
        long endNs = System.nanoTime() + CONNECT_S * 1_000_000_000L;
        while (ready.getAsInt() < of && System.nanoTime() < endNs) {
            progress.step(what, ready.getAsInt(), of);
            if (ready.getAsInt() >= of * 0.97 && endNs - System.nanoTime() < 50_000_000_000L) {
                break;
            }
            Thread.sleep(100);
        }
        if (ready.getAsInt() == 0) {
            throw new CityException(
                    "no %s after %d s; is the gateway up? See %s/actuator/health"
                            .formatted(what, CONNECT_S, options.urls().getFirst()));
        }
        progress.step(what, of, of);
    }

    /** Mixed, because neighbouring seeds of {@link java.util.Random} begin alike. */
    private long seed(String who, int number) {
        long drawn = options.seed() * 31_000_003L + who.hashCode() * 1_000_003L + number;
        return new SplittableRandom(drawn).nextLong();
    }

    private record Setting(Town town, Demand demand, @Nullable Recording recording)
            implements AutoCloseable {

        @Nullable Tracks tracks(double speed) {
            return recording == null ? null : recording.open(speed);
        }

        @Override
        public void close() {
            town.close();
        }
    }
}
