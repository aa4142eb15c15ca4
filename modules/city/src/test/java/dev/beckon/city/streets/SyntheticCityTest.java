package dev.beckon.city.streets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import dev.beckon.routing.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticCityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 4711})
    void everyCrossingReachesEveryOther(long seed) {
        StreetPlan plan = SyntheticCity.plan(seed);

        assertThat(plan.nodes().size()).isGreaterThan(1_200);
        assertThat(reached(plan, true)).hasSize(plan.nodes().size());
        assertThat(reached(plan, false)).hasSize(plan.nodes().size());
    }

    @Test
    void theSameSeedGivesTheSameCity() {
        assertThat(SyntheticCity.plan(7)).isEqualTo(SyntheticCity.plan(7));
        assertThat(SyntheticCity.plan(7)).isNotEqualTo(SyntheticCity.plan(8));
    }

    @Test
    void hasWhatACityHas() {
        StreetPlan plan = SyntheticCity.plan(1);

        assertThat(plan.streets()).extracting(Street::rank).contains(Street.Rank.values());
        assertThat(plan.streets()).anyMatch(Street::oneWay).anyMatch(street -> !street.oneWay());
        assertThat(OsmXml.write(plan))
                .contains("<tag k=\"highway\" v=\"primary\"/>")
                .contains("<tag k=\"oneway\" v=\"yes\"/>")
                .contains("<tag k=\"natural\" v=\"water\"/>")
                .contains("<tag k=\"leisure\" v=\"park\"/>")
                .contains("<tag k=\"place\" v=\"city\"/><tag k=\"name\" v=\"Ferrow\"/>")
                .contains("<tag k=\"place\" v=\"quarter\"/><tag k=\"name\" v=\"Old Market\"/>");
    }

    @Test
    void oneDrivesThroughItByRoad(@TempDir Path folder) throws IOException {
        try (Town town = Town.synthetic(1, folder)) {
            Random random = new Random(1);
            HotSpot north = town.hotSpots().get(3);
            HotSpot south = town.hotSpots().get(4);
            for (int i = 0; i < 50; i++) {
                LatLng from = town.near(north, random);
                LatLng to = town.near(south, random);

                Route route = town.route(from, to);

                assertThat(route.points()).hasSizeGreaterThan(5);
                assertThat(route.metres() / Earth.distanceM(from, to)).isBetween(1.0, 2.5);
                assertThat(route.metres() / route.seconds() * 3.6).isBetween(9.0, 30.0);
            }
        }
    }

    private static Set<Integer> reached(StreetPlan plan, boolean ahead) {
        List<List<Integer>> links = new ArrayList<>();
        plan.nodes().forEach(_ -> links.add(new ArrayList<>()));
        for (Street street : plan.streets()) {
            for (int i = 1; i < street.nodes().size(); i++) {
                int a = street.nodes().get(ahead ? i - 1 : i);
                int b = street.nodes().get(ahead ? i : i - 1);
                links.get(a).add(b);
                if (!street.oneWay()) {
                    links.get(b).add(a);
                }
            }
        }
        Set<Integer> reached = new HashSet<>(Set.of(0));
        Deque<Integer> todo = new ArrayDeque<>(reached);
        while (!todo.isEmpty()) {
            for (int next : links.get(todo.remove())) {
                if (reached.add(next)) {
                    todo.add(next);
                }
            }
        }
        return reached;
    }
}
