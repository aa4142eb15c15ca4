package dev.beckon.dispatch.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.order.Kind;
import dev.beckon.dispatch.edge.PlaceOrderHttp.Spot;
import dev.beckon.platform.http.Refuses;
import dev.beckon.platform.redis.Limit;
import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an order would be like: for customers who have not decided yet, and the ways of drivers and
 * of what operators look at.
 */
@RestController
@RequestMapping("/quotes")
class QuotesHttp {

    private final QuotesService quotes;
    private final Limit often;
    private final ServiceAreaHttp serviceArea;
    private final InstantSource clock;

    QuotesHttp(
            QuotesService quotes, Limit often, ServiceAreaHttp serviceArea, InstantSource clock) {
        this.quotes = quotes;
        this.often = often;
        this.serviceArea = serviceArea;
        this.clock = clock;
    }

    /**
     * The body of {@code POST /quotes}.
     *
     * @param kind {@code DELIVERY} where it is left out
     */
    record Ask(Spot pickup, Spot dropoff, @Nullable Kind kind) {}

    /**
     * The way from pickup to dropoff, and the wait before it.
     *
     * @param durationS from pickup to dropoff
     * @param etaS until the soonest suitable driver would be at the pickup; absent where nobody is
     *     in reach
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Quote(long distanceM, long durationS, @Nullable Long etaS, Line route) {}

    /**
     * A line as <a href="https://www.rfc-editor.org/rfc/rfc7946#section-3.1.4">GeoJSON</a> has it.
     *
     * @param coordinates longitude first, latitude second
     */
    record Line(String type, List<List<Double>> coordinates) {

        static Line through(List<LatLng> points) {
            return new Line(
                    "LineString",
                    points.stream().map(point -> List.of(point.lng(), point.lat())).toList());
        }
    }

    @Operation(summary = "The way from pickup to dropoff, and the wait before it")
    @Refuses(422)
    @PostMapping
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Quote quote(Caller caller, @RequestBody Ask body) {
        var from = body.pickup().place("pickup");
        var to = body.dropoff().place("dropoff");
        serviceArea.check("pickup", from);
        serviceArea.check("dropoff", to);
        var pickup = from.latLng();
        var dropoff = to.latLng();
        often.check(caller.id().toString());
        var route = quotes.route(pickup, dropoff);
        var etaS =
                quotes.etaS(
                        pickup, body.kind() == null ? Kind.DELIVERY : body.kind(), clock.instant());
        return new Quote(
                Math.round(route.metres()),
                Math.round(route.seconds()),
                etaS.isPresent() ? Math.round(etaS.getAsDouble()) : null,
                Line.through(route.points()));
    }
}
