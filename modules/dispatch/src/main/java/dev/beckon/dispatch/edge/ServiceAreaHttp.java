package dev.beckon.dispatch.edge;

import dev.beckon.contracts.geo.Place;
import dev.beckon.platform.http.Problem;
import org.jspecify.annotations.Nullable;

/** Refuses what lies outside the area that an installation serves, where it has set one. */
record ServiceAreaHttp(@Nullable ServiceArea area) {

    /**
     * @param field of the body that holds the place
     * @throws Problem 422 if the place is not served
     */
    void check(String field, Place place) {
        if (area == null || area.contains(place.lat(), place.lng())) {
            return;
        }
        var hint =
                area.contains(place.lng(), place.lat())
                        ? "; lat and lng seem to be swapped"
                        : "; choose a place in it";
        throw Problem.unprocessable(
                field, "%s is outside the area that is served, %s%s".formatted(field, area, hint));
    }
}
