package dev.beckon.city.driver;

import dev.beckon.city.recording.Track;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes where a recording says, while it says something. Who was led away by an order drives by road
 * to where the recording will be by then; after its end everybody wanders.
 */
record Following(Track track, Town town, Wandering afterwards) implements Pastime {

    /** So near is as good as there: the next recorded position leads back. */
    private static final double NEAR_M = 250;

    @Override
    public boolean works(long nowMs) {
        return track.present(nowMs);
    }

    @Override
    public @Nullable LatLng beginning(long nowMs) {
        return track.at(nowMs, 0);
    }

    @Override
    public @Nullable Leg next(LatLng here, long nowMs) {
        if (track.over(nowMs)) {
            return afterwards.next(here, nowMs);
        }
        LatLng recorded = track.at(nowMs, 0);
        Track.Next next = track.next(nowMs);
        if (recorded == null || next == null) {
            return null;
        }
        if (Earth.distanceM(here, recorded) <= NEAR_M) {
            double metres = Earth.distanceM(here, next.point());
            return new Leg(new Route(List.of(here, next.point()), metres, next.inS()), 0);
        }
        LatLng then = track.at(nowMs, town.route(here, recorded).seconds());
        return new Leg(town.route(here, then == null ? recorded : then), 0);
    }
}
