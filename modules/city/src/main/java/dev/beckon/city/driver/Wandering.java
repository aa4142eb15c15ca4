package dev.beckon.city.driver;

import dev.beckon.city.streets.HotSpot;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Always there for work, and on the way to where people are. */
record Wandering(Town town, Habits habits) implements Pastime {

    @Override
    public boolean works(long nowMs) {
        return true;
    }

    @Override
    public @Nullable LatLng beginning(long nowMs) {
        return null;
    }

    @Override
    public Leg next(LatLng here, long nowMs) {
        HotSpot spot =
                habits.random()
                        .ints(3, 0, town.hotSpots().size())
                        .mapToObj(town.hotSpots()::get)
                        .min(
                                Comparator.comparingDouble(
                                        near ->
                                                Math.hypot(
                                                        near.middle().lat() - here.lat(),
                                                        near.middle().lng() - here.lng())))
                        .orElseThrow();
        return new Leg(town.route(here, town.near(spot, habits.random())), habits.restS());
    }
}
