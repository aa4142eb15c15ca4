package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import java.util.List;

/**
 * What a made-up city has between its streets.
 *
 * @param outline in order, its beginning not repeated
 */
record Ground(Sort sort, List<LatLng> outline) {

    Ground {
        outline = List.copyOf(outline);
    }

    /** Its tag in OpenStreetMap's words. */
    enum Sort {
        WATER("natural", "water"),
        PARK("leisure", "park");

        final String key;
        final String value;

        Sort(String key, String value) {
            this.key = key;
            this.value = value;
        }
    }
}
