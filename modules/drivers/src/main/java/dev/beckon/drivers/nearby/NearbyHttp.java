package dev.beckon.drivers.nearby;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.redis.RedisAwayException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The map before ordering. */
@RestController
class NearbyHttp {

    private static final int RADIUS_M = 2_000;
    private static final int RADIUS_MIN_M = 100;
    private static final int RADIUS_MAX_M = 5_000;
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;
    private static final int RETRY_AFTER_S = 2;

    private final NearbyService nearby;
    private final BooleanSupplier shiftsAreKnown;

    /**
     * @param shiftsAreKnown until then, those on shift seem not to be
     */
    NearbyHttp(NearbyService nearby, BooleanSupplier shiftsAreKnown) {
        this.nearby = nearby;
        this.shiftsAreKnown = shiftsAreKnown;
    }

    /**
     * Drivers who are on shift and there, the nearest first.
     *
     * @param drivers where each is, to some 200 m
     */
    record Nearby(List<LatLng> drivers) {}

    /**
     * @param radius metres
     */
    @Operation(summary = "Where drivers are, roughly, for the map before ordering")
    @GetMapping("/drivers/nearby")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'ADMIN')")
    Nearby nearby(
            @RequestParam double lat,
            @RequestParam double lng,
            @RequestParam(defaultValue = "" + RADIUS_M) int radius,
            @RequestParam(defaultValue = "" + LIMIT) int limit) {
        var middle =
                new LatLng(
                        Check.within("lat", lat, -LatLng.LAT_MAX, LatLng.LAT_MAX),
                        Check.within("lng", lng, -LatLng.LNG_MAX, LatLng.LNG_MAX));
        Check.within("radius", radius, RADIUS_MIN_M, RADIUS_MAX_M);
        Check.within("limit", limit, 1, LIMIT_MAX);
        if (!shiftsAreKnown.getAsBoolean()) {
            throw notNow(null);
        }
        try {
            return new Nearby(nearby.find(middle, radius, limit));
        } catch (RedisAwayException e) {
            throw notNow(e);
        }
    }

    private static Problem notNow(@Nullable Exception cause) {
        return Problem.unavailable(
                RETRY_AFTER_S,
                "where drivers are is not known at the moment; orders can be placed all the same",
                cause);
    }
}
