package dev.beckon.city.demand;

import dev.beckon.city.streets.HotSpot;
import dev.beckon.city.streets.Town;
import dev.beckon.contracts.geo.LatLng;
import dev.beckon.contracts.geo.Place;
import dev.beckon.contracts.order.Kind;
import dev.beckon.routing.Earth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Makes up an evening: orders come by chance along the day's curve, from hot spot to hot spot. */
public final class SyntheticDemand {

    private static final double START_S = 17.5 * 3_600;

    /** At the busiest hour; what drivers can just keep up with on short ways. */
    private static final double ORDERS_PER_DRIVER_HOUR = 14;

    /** People order close by: what is farther than this is the nearest of some tries. */
    private static final double FAR_M = 700;

    private static final int TRIES = 20;

    private final Town town;
    private final Random random;

    private SyntheticDemand(Town town, long seed) {
        this.town = town;
        this.random = new Random(seed);
    }

    /** The same seed gives the same evening. */
    public static Demand of(Town town, int orders, int drivers, long seed) {
        SyntheticDemand demand = new SyntheticDemand(town, seed);
        return new Demand(
                demand.trips(orders, drivers),
                demand.starts(drivers),
                null,
                "an evening in %s, from 17:30".formatted(town.name()));
    }

    private List<Trip> trips(int orders, int drivers) {
        double perSecond = ORDERS_PER_DRIVER_HOUR * drivers / 3_600;
        List<Trip> trips = new ArrayList<>();
        double at = 0;
        while (trips.size() < orders) {
            at += -Math.log(1 - random.nextDouble()) / perSecond;
            // Thinning: of a steady stream, the part that the hour wants stays.
            if (random.nextDouble() < DayCurve.at(START_S + at)) {
                trips.add(trip(at));
            }
        }
        return trips;
    }

    private Trip trip(double at) {
        Kind kind = random.nextDouble() < 0.6 ? Kind.DELIVERY : Kind.RIDE;
        HotSpot from = choose(HotSpot::pickups);
        LatLng pickup = town.near(from, random);
        HotSpot to = choose(HotSpot::dropoffs);
        LatLng dropoff = town.near(to, random);
        for (int i = 0; i < TRIES && Earth.distanceM(pickup, dropoff) > FAR_M; i++) {
            HotSpot other = choose(HotSpot::dropoffs);
            LatLng there = town.near(other, random);
            if (Earth.distanceM(pickup, there) < Earth.distanceM(pickup, dropoff)) {
                to = other;
                dropoff = there;
            }
        }
        return new Trip(at, kind, place(pickup, from), place(dropoff, to));
    }

    private List<LatLng> starts(int drivers) {
        List<LatLng> starts = new ArrayList<>();
        for (int i = 0; i < drivers; i++) {
            starts.add(town.near(choose(spot -> spot.pickups() + spot.dropoffs()), random));
        }
        return starts;
    }

    private Place place(LatLng point, HotSpot spot) {
        String address = "%s, no. %d".formatted(spot.name(), 1 + random.nextInt(199));
        return new Place(point.lat(), point.lng(), address);
    }

    private HotSpot choose(ToDoubleFunction<HotSpot> weight) {
        double left = random.nextDouble() * town.hotSpots().stream().mapToDouble(weight).sum();
        for (HotSpot spot : town.hotSpots()) {
            left -= weight.applyAsDouble(spot);
            if (left < 0) {
                return spot;
            }
        }
        return town.hotSpots().getLast();
    }
}
