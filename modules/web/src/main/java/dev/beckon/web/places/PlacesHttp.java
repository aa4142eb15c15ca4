package dev.beckon.web.places;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.redis.Limit;
import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the loaded map knows by name. */
@RestController
class PlacesHttp {

    private static final int TEXT_MAX = 100;
    private static final int LIMIT = 8;
    private static final int LIMIT_MAX = 20;

    private final PlacesLucene index;
    private final Limit often;

    PlacesHttp(PlacesLucene index, Limit often) {
        this.index = index;
        this.often = often;
    }

    /** The best match first; none where no map is loaded. */
    record Places(List<NamedPlace> places) {}

    /**
     * A street, or something that has a name.
     *
     * @param detail what it is, or in which part of town
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NamedPlace(String name, @Nullable String detail, double lat, double lng) {}

    @Operation(summary = "Streets and places of the map by what was typed of their names")
    @GetMapping("/places")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Places places(
            Caller caller,
            @RequestParam String q,
            @RequestParam(required = false) @Nullable Double lat,
            @RequestParam(required = false) @Nullable Double lng,
            @RequestParam(defaultValue = "" + LIMIT) int limit) {
        var text = Check.text("q", q, 1, TEXT_MAX);
        var near = near(lat, lng);
        Check.within("limit", limit, 1, LIMIT_MAX);
        often.check(caller.id().toString());
        return new Places(
                index.find(text, near, limit).stream()
                        .map(
                                found ->
                                        new NamedPlace(
                                                found.name(),
                                                found.detail(),
                                                found.point().lat(),
                                                found.point().lng()))
                        .toList());
    }

    private static @Nullable LatLng near(@Nullable Double lat, @Nullable Double lng) {
        if (lat == null && lng == null) {
            return null;
        }
        if (lat == null) {
            throw Problem.badRequest("lat", "lat is missing beside lng");
        }
        if (lng == null) {
            throw Problem.badRequest("lng", "lng is missing beside lat");
        }
        return new LatLng(
                Check.within("lat", lat, -LatLng.LAT_MAX, LatLng.LAT_MAX),
                Check.within("lng", lng, -LatLng.LNG_MAX, LatLng.LNG_MAX));
    }
}
