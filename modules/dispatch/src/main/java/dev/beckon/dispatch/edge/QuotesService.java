package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.Cells;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.drivers.CandidatesTable;
import dev.beckon.dispatch.drivers.CandidatesTable.Spot;
import dev.beckon.routing.Route;
import dev.beckon.routing.Routes;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jooq.DSLContext;

/** What an order would be like that was placed now; nothing is kept, and nobody is asked. */
final class QuotesService {

    /** Of so many nearest as the crow flies, one is soonest there by road. */
    private static final int ASKED = 8;

    private final DSLContext dsl;
    private final CandidatesTable drivers;
    private final Routes routes;
    private final double reachM;

    /**
     * @param reachM how far away a driver may be
     */
    QuotesService(DSLContext dsl, CandidatesTable drivers, Routes routes, double reachM) {
        this.dsl = dsl;
        this.drivers = drivers;
        this.routes = routes;
        this.reachM = reachM;
    }

    Route route(LatLng pickup, LatLng dropoff) {
        return routes.route(pickup, dropoff);
    }

    /**
     * Seconds until the soonest suitable driver would be there; empty if nobody is in reach. From
     * the middles of cells: whoever asks from many sides must not learn where a driver is.
     */
    OptionalDouble etaS(LatLng pickup, Kind kind, Instant now) {
        var spot = new Spot(pickup, kind, Set.of(), ASKED);
        return drivers.near(dsl, List.of(spot), reachM, now).getFirst().drivers().stream()
                .mapToDouble(driver -> routes.etaS(Cells.middle(driver.location()), pickup))
                .min();
    }
}
