package dev.beckon.dispatch.round;

import static dev.beckon.dispatch.River.Bank.NORTH;
import static dev.beckon.dispatch.River.Bank.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Candidate.By;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.dispatch.River;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.matching.MatchingPolicy;
import dev.beckon.dispatch.order.Orders;
import dev.beckon.dispatch.order.SearchSettings;
import dev.beckon.dispatch.round.RoadTime.Limits;
import dev.beckon.platform.sql.Database;
import dev.beckon.routing.RoadMap;
import dev.beckon.routing.Routes;
import dev.beckon.routing.StraightLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Who is asked where a river makes the nearest not the next. */
class RoadsTest {

    private static final Limits NONE = new Limits(0, Duration.ZERO, 0);

    /** Partitions that Kafka does not have, so that nobody else folds them. */
    private static final AtomicInteger PARTITION = new AtomicInteger(2_000);

    @TempDir static Path folder;

    private static ConfigurableApplicationContext application;
    private static DSLContext dsl;
    private static RoadMap map;

    @BeforeAll
    static void open() throws IOException {
        application = Scene.application(Scene.Bystander.class, "bystander");
        dsl = application.getBean("dispatchDatabase", Database.class).dsl();
        map = RoadMap.open(River.write(folder), folder.resolve("maps"));
    }

    @AfterAll
    static void close() {
        map.close();
        application.close();
    }

    @AfterEach
    void goHome() {
        River.goHome(dsl);
    }

    @Test
    void theNextByRoadIsAskedAndNotTheNearestAcrossTheRiver() {
        var across = driver(River.at(NORTH, 1));
        var along = driver(River.at(SOUTH, 8));

        var offer = offers(map, Limits.USUAL, placed(River.at(SOUTH, 1))).getFirst();

        assertThat(offer.driverId()).isEqualTo(along);
        assertThat(offer.etaS())
                .isEqualTo((int) Math.round(map.etaS(River.at(SOUTH, 8), River.at(SOUTH, 1))));
        assertThat(offer.candidates())
                .extracting(Candidate::driverId)
                .containsExactly(across, along);
        assertThat(offer.candidates()).extracting(Candidate::by).containsOnly(By.ROAD);
        assertThat(etaS(offer, across)).isGreaterThan(5 * etaS(offer, along));
    }

    @Test
    void withoutTimeForTheMapTheNearestIsAsked() {
        var across = driver(River.at(NORTH, 1));
        var along = driver(River.at(SOUTH, 8));

        var offer = offers(map, NONE, placed(River.at(SOUTH, 1))).getFirst();

        assertThat(offer.driverId()).isEqualTo(across);
        assertThat(offer.candidates()).extracting(Candidate::by).containsOnly(By.LINE);
        // Estimated as ways on this map are, so that it can stand beside one by road.
        assertThat(etaS(offer, along))
                .isEqualTo((int) Math.round(map.line().etaS(distanceM(offer, along))));
    }

    @Test
    void withoutAMapItIsTheStraightLine() {
        var across = driver(River.at(NORTH, 1));
        driver(River.at(SOUTH, 8));

        var offer = offers(StraightLine.TOWN, Limits.USUAL, placed(River.at(SOUTH, 1))).getFirst();

        assertThat(offer.driverId()).isEqualTo(across);
        assertThat(offer.etaS())
                .isEqualTo((int) Math.round(StraightLine.TOWN.etaS(offer.distanceM())));
        assertThat(offer.candidates()).extracting(Candidate::by).containsOnly(By.LINE);
    }

    @Test
    void everybodysNearestGoesByRoadBeforeAnybodysSecond() {
        for (double east : new double[] {2, 4, 20, 22}) {
            driver(River.at(SOUTH, east));
        }
        var offers =
                offers(
                        map,
                        new Limits(0, Duration.ZERO, 2),
                        placed(River.at(SOUTH, 1)),
                        placed(River.at(SOUTH, 19)));

        assertThat(offers).hasSize(2);
        for (var offer : offers) {
            assertThat(offer.candidates())
                    .extracting(Candidate::by)
                    .containsExactly(By.ROAD, By.LINE, By.LINE, By.LINE);
        }
    }

    private static List<OfferMade> offers(Routes routes, Limits limits, OrderPlaced... orders) {
        int partition = PARTITION.incrementAndGet();
        var stands = new PartitionsTable().takeOver(dsl, Map.of(partition, 0L));
        var batch = new ArrayList<Intake>();
        for (var order : orders) {
            batch.add(new Intake(partition, batch.size(), order));
        }
        var settings = SearchSettings.DEFAULTS;
        var service =
                new RoundService(
                        dsl,
                        new Orders(settings),
                        settings,
                        MatchingPolicy.BATCH,
                        new CandidatesService(new NeighboursService(new CandidatesTable()), routes),
                        new RoadTime(limits, System::nanoTime),
                        new DispatcherMetrics(new SimpleMeterRegistry()));
        return service.run(batch, stands, Scene.now()).publication().events().stream()
                .map(Publication.Event::event)
                .filter(OfferMade.class::isInstance)
                .map(OfferMade.class::cast)
                .toList();
    }

    private static Candidate candidate(OfferMade offer, DriverId driver) {
        return offer.candidates().stream()
                .filter(candidate -> candidate.driverId().equals(driver))
                .findAny()
                .orElseThrow();
    }

    private static int etaS(OfferMade offer, DriverId driver) {
        return candidate(offer, driver).etaS();
    }

    private static double distanceM(OfferMade offer, DriverId driver) {
        return candidate(offer, driver).distanceM();
    }

    private static DriverId driver(LatLng point) {
        return RoundServiceTest.driver(dsl, point.lat(), point.lng());
    }

    private static OrderPlaced placed(LatLng point) {
        return RoundServiceTest.placed(point.lat(), point.lng(), Scene.now());
    }
}
